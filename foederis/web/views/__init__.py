"""The pages, one module for each part of the workbench; each gives a router."""

from foederis.web.views import borders, casus, interface, overview, state

ROUTERS = (
    borders.router,
    casus.router,
    interface.router,
    overview.router,
    state.router,
)

"""The pages, one module for each part of the workbench; each gives a router."""

from foederis.web.views import borders, casus, overview, state

ROUTERS = (
    borders.router,
    casus.router,
    overview.router,
    state.router,
)

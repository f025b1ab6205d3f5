"""The pages, one module for each part of the workbench; each gives a router."""

from foederis.web.views import borders, casus, events, interface, overview, state

ROUTERS = (
    borders.router,
    casus.router,
    interface.router,
    events.router,
    overview.router,
    state.router,
)

"""The pages, one module for each part of the workbench; each gives a router."""

from foederis.web.views import (
    actors,
    borders,
    casus,
    claims,
    events,
    interface,
    overview,
    reports,
    review,
    state,
    upload,
)

ROUTERS = (
    actors.router,
    borders.router,
    casus.router,
    interface.router,
    events.router,
    overview.router,
    claims.router,
    reports.router,
    review.router,
    upload.router,
    state.router,
)

"""The pages, one module for each part of the workbench; each gives a router."""

from foederis.web.views import (
    actors,
    borders,
    casus,
    claims,
    clauses,
    events,
    interface,
    overview,
    places,
    reports,
    review,
    state,
    upload,
)

ROUTERS = (
    actors.router,
    borders.router,
    casus.router,
    clauses.router,
    interface.router,
    events.router,
    overview.router,
    claims.router,
    reports.router,
    review.router,
    upload.router,
    places.router,
    state.router,
)

"""The pages, one module for each part of the workbench; each gives a router."""

from foederis.web.views import (
    actors,
    borders,
    briefing,
    casus,
    claims,
    clauses,
    events,
    interface,
    ledger,
    overview,
    places,
    reports,
    review,
    search,
    state,
    upload,
)

ROUTERS = (
    actors.router,
    borders.router,
    briefing.router,
    casus.router,
    clauses.router,
    interface.router,
    ledger.router,
    events.router,
    overview.router,
    claims.router,
    reports.router,
    review.router,
    search.router,
    upload.router,
    places.router,
    state.router,
)

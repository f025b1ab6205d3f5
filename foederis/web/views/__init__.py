"""The pages, one module for each part of the workbench; each gives a router."""

from foederis.web.views import overview

ROUTERS = (overview.router,)

"""Where the REST door stands: ``/api/v1/``, its OpenAPI document at ``/api/v1/openapi.json``."""

from django.urls import URLPattern, path

from motcua.channels.api.pages.door import api
from motcua.channels.api.pages.dossiers import router as dossiers
from motcua.channels.api.pages.events import router as events
from motcua.channels.api.pages.gate import nothing_here, through_gate
from motcua.channels.api.pages.moves import router as moves
from motcua.channels.api.pages.papers import router as papers
from motcua.channels.api.pages.registers import router as registers

OPEN = {"openapi-json", "api-root"}
for router in (dossiers, moves, papers, events, registers):
    api.add_router("", router)
_routes, _app_name, _namespace = api.urls
for route in _routes:
    if isinstance(route, URLPattern):
        needs = "everyone" if route.name in OPEN else "partner token"
        route.callback = through_gate(route.callback, needs=needs)
urlpatterns = [
    path("api/v1/", (_routes, _app_name, _namespace)),
    path("api/v1/<path:rest>", through_gate(nothing_here, needs="everyone"), name="api-nothing-here"),
]

"""Where the REST door stands: ``/api/v1/``, its OpenAPI document at ``/api/v1/openapi.json``."""

from django.urls import path

from motcua.channels.api.pages.door import api
from motcua.channels.api.pages.dossiers import router as dossiers
from motcua.channels.api.pages.events import router as events

api.add_router("", dossiers)
api.add_router("", events)
urlpatterns = [path("api/v1/", api.urls)]

"""Which address belongs to which module; each module's own addresses stand in its pages/urls.py."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.kernel.ui.urls")),
]

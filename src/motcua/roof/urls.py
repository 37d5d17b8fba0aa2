"""Which addresses there are: every module that has pages names its own, whole, in its ``pages/urls.py``."""

from pathlib import Path

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("motcua.kernel.ui.urls")),
    *(
        path("", include(f"{app.name}.pages.urls"))
        for app in apps.get_app_configs()
        if app.name.startswith("motcua.") and Path(app.path, "pages", "urls.py").exists()
    ),
]

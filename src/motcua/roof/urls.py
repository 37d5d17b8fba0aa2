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
handler400 = "motcua.kernel.ui.failures.bad_request"
handler403 = "motcua.kernel.ui.failures.forbidden"
handler404 = "motcua.kernel.ui.failures.not_found"
handler500 = "motcua.kernel.ui.failures.broken"

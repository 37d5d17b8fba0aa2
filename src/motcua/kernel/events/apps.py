from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from motcua.kernel.timestamps import read_quickly


class EventsConfig(AppConfig):
    name = "motcua.kernel.events"
    label = "events"

    def ready(self) -> None:
        """Load every module's declarations, subscribers and jobs; moments are read quickly from here on."""
        read_quickly()
        for app in apps.get_app_configs():
            if not app.name.startswith("motcua.") or app.name == self.name:
                continue
            for room in ("permissions", "events", "public", "subscribers", "jobs"):
                if (
                    app.name.count(".") > 1
                    and not app.name.startswith("motcua.kernel.")
                    and find_spec(f"{app.name}.{room}")
                ):
                    import_module(f"{app.name}.{room}")

from importlib import import_module

from django.apps import AppConfig


class OnceConfig(AppConfig):
    name = "motcua.kernel.once"
    label = "once"

    def ready(self) -> None:
        import_module("motcua.kernel.once.housekeeping")

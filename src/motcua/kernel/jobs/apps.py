from importlib import import_module

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "motcua.kernel.jobs"
    label = "jobs"

    def ready(self) -> None:
        import_module("motcua.kernel.jobs.housekeeping")

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    name = "motcua.registry.worktime"
    label = "worktime"

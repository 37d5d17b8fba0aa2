from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "motcua.oversight.open_data"
    label = "open_data"

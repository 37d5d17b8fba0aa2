from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "motcua.channels.api"
    label = "api"

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "motcua.kernel.access"
    label = "access"

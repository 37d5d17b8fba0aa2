from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "motcua.capabilities.forms"
    label = "forms"

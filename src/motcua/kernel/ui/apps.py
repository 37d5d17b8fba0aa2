from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "motcua.kernel.ui"
    label = "ui"

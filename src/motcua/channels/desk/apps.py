from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "motcua.channels.desk"
    label = "desk"

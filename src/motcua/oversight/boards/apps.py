from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "motcua.oversight.boards"
    label = "boards"

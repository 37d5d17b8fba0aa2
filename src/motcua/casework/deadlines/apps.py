from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "motcua.casework.deadlines"
    label = "deadlines"

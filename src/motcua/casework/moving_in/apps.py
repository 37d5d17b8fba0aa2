from django.apps import AppConfig


class MovingInConfig(AppConfig):
    name = "motcua.casework.moving_in"
    label = "moving_in"

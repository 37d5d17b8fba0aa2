from django.apps import AppConfig


class HonestyConfig(AppConfig):
    name = "motcua.oversight.honesty"
    label = "honesty"

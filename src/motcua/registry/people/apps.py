from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "motcua.registry.people"
    label = "people"

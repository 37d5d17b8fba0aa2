from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "motcua.registry.places"
    label = "places"

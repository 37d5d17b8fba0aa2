from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "motcua.kernel.search"
    label = "search"

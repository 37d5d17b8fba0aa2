from django.apps import AppConfig


class ServiceIndexConfig(AppConfig):
    name = "motcua.oversight.service_index"
    label = "service_index"

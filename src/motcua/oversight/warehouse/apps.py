from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "motcua.oversight.warehouse"
    label = "warehouse"

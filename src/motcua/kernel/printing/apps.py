from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "motcua.kernel.printing"
    label = "printing"

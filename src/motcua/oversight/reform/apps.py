from django.apps import AppConfig


class ReformConfig(AppConfig):
    name = "motcua.oversight.reform"
    label = "reform"

from django.apps import AppConfig


class SimulatorConfig(AppConfig):
    name = "motcua.simulator"
    label = "simulator"

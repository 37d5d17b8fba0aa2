from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "motcua.capabilities.registers"
    label = "registers"

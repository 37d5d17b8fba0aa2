from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "motcua.oversight.sheets"
    label = "sheets"

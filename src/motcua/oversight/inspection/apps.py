from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "motcua.oversight.inspection"
    label = "inspection"

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "motcua.oversight.insight"
    label = "insight"

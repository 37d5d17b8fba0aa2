from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "motcua.oversight.scorecards"
    label = "scorecards"

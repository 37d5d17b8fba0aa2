from django.apps import AppConfig


class ParIndexConfig(AppConfig):
    name = "motcua.oversight.par_index"
    label = "par_index"

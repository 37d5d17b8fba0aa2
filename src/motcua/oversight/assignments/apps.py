from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "motcua.oversight.assignments"
    label = "assignments"

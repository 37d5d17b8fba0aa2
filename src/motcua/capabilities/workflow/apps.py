from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "motcua.capabilities.workflow"
    label = "workflow"

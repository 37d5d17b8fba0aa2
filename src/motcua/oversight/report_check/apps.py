from django.apps import AppConfig


class ReportCheckConfig(AppConfig):
    name = "motcua.oversight.report_check"
    label = "report_check"

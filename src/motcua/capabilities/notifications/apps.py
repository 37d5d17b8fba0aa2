from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "motcua.capabilities.notifications"
    label = "notifications"

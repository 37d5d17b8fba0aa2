from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, register


class NotificationsConfig(AppConfig):
    name = "motcua.capabilities.notifications"
    label = "notifications"

    def ready(self) -> None:
        register(carriers_exist)


def carriers_exist(**_options: Any) -> list[Error]:
    """A system check: every channel has the carrier that the settings name."""
    from motcua.capabilities.notifications.actions import vendor_of
    from motcua.capabilities.notifications.errors import NoCarrier
    from motcua.capabilities.notifications.gateway import carrier_for
    from motcua.capabilities.notifications.rules import Channel

    errors = []
    for channel in Channel:
        try:
            carrier_for(channel, vendor_of(channel))
        except NoCarrier as error:
            errors.append(Error(str(error), id="notifications.E001"))
    return errors

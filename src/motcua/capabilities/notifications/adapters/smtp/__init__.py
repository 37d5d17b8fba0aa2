"""E-mail through the SMTP server of the settings."""

from motcua.capabilities.notifications.adapters.letter import letter_of
from motcua.capabilities.notifications.gateway import Outgoing, carrier
from motcua.capabilities.notifications.rules import Channel


@carrier(Channel.EMAIL, "smtp")
def send(message: Outgoing) -> None:
    """Hand it to the server; raises what the server or the network says."""
    letter_of(message).send(fail_silently=False)

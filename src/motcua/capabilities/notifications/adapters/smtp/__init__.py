"""E-mail through the SMTP server of the settings."""

from motcua.capabilities.notifications.adapters.letter import letter_of
from motcua.capabilities.notifications.gateway import carrier
from motcua.capabilities.notifications.models import Message


@carrier(Message.Channel.EMAIL, "smtp")
def send(message: Message) -> None:
    """Hand it to the server; raises what the server or the network says."""
    letter_of(message).send(fail_silently=False)

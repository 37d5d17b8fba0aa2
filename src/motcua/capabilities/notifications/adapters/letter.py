"""A message as an e-mail; the same message always carries the same Message-ID."""

from django.core.mail import EmailMessage

from motcua.capabilities.notifications.models import Message


def letter_of(message: Message) -> EmailMessage:
    """The e-mail of a message."""
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )

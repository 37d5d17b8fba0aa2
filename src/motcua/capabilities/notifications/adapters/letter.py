"""A message as an e-mail; the same message always carries the same Message-ID."""

from django.core.mail import EmailMessage
from django.template.loader import get_template

from motcua.capabilities.notifications.gateway import Outgoing
from motcua.kernel.files.store import read_file


def letter_of(message: Outgoing) -> EmailMessage:
    """The e-mail of a message, with the line that says it was sent by no person."""
    letter = EmailMessage(
        subject=message.subject,
        body=get_template("notifications/letter.txt").render({"body": message.body}),
        to=[message.address],
        headers={"Message-ID": message.id, "Auto-Submitted": "auto-generated"},
    )
    for file in message.files:
        letter.attach(file.name, read_file(file), file.media_type)
    return letter

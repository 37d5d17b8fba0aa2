"""Messages into files of the home folder: where no SMTP server or SMS gateway is set up, nothing is lost or sent."""

import json
import os

from django.conf import settings

from motcua.capabilities.notifications.adapters.letter import letter_of
from motcua.capabilities.notifications.gateway import carrier
from motcua.capabilities.notifications.models import Message


@carrier(Message.Channel.EMAIL, "file")
def keep_letter(message: Message) -> None:
    """One .eml a message under ``outbox/``; a repeat writes the same file again."""
    folder = settings.HOME / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    name = message.message_id.strip("<>").replace("@", "-at-")
    (folder / f"{name}.eml").write_bytes(letter_of(message).message().as_bytes())


@carrier(Message.Channel.SMS, "file")
def keep_text(message: Message) -> None:
    """One JSON line a message in ``outbox/sms.jsonl``, written at once."""
    folder = settings.HOME / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"id": message.message_id, "to": message.address, "text": message.body}, ensure_ascii=False)
    with (folder / "sms.jsonl").open("a", encoding="utf-8") as book:
        book.write(line + "\n")
        book.flush()
        os.fsync(book.fileno())

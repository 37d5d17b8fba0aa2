"""Messages into files of the home folder: where no SMTP server or SMS gateway is set up, all can be read there."""

import json
import os
import re
from pathlib import Path

from django.conf import settings

from motcua.capabilities.notifications.adapters.letter import letter_of
from motcua.capabilities.notifications.gateway import Outgoing, carrier
from motcua.capabilities.notifications.rules import Channel


@carrier(Channel.EMAIL, "file")
def keep_letter(message: Outgoing) -> None:
    """One .eml a message under ``outbox/``; a repeat writes the same file again."""
    name = re.sub(r"[^\w.-]", "-", message.id.strip("<>"))
    unfinished = _outbox() / f".{name}"
    unfinished.write_bytes(letter_of(message).message().as_bytes())
    unfinished.replace(_outbox() / f"{name}.eml")


@carrier(Channel.SMS, "file")
def keep_text(message: Outgoing) -> None:
    """One JSON line a message in ``outbox/sms.jsonl``; a repeat is a second line with the same id."""
    line = json.dumps({"id": message.id, "to": message.address, "text": message.body}, ensure_ascii=False)
    with (_outbox() / "sms.jsonl").open("a", encoding="utf-8") as book:
        book.write(line + "\n")
        book.flush()
        os.fsync(book.fileno())


def _outbox() -> Path:
    folder = Path(settings.HOME) / "outbox"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder

"""By which ways a message goes, what it weighs, and the name that makes a repeat recognisable. Plain Python."""

import hashlib
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

LONGEST_SUBJECT = 300
KEPT_DAYS = 730


class Channel(StrEnum):
    """How a message leaves the house."""

    EMAIL = "email"
    SMS = "sms"


CHANNEL_LABELS = {Channel.EMAIL: mark("Thư điện tử"), Channel.SMS: mark("Tin nhắn")}


def subject_and_body(text: str) -> tuple[str, str]:
    """The first line is the subject, one line whatever was put into it; the rest the body."""
    subject, _break, body = nfc(text).partition("\n")
    return " ".join(subject.split())[:LONGEST_SUBJECT], body.strip()


def same_address(address: str) -> str:
    """One spelling of an e-mail address or phone number, so that nobody is written to twice."""
    return "".join(address.split()).lower()


def message_id(event_key: UUID, address: str, public_url: str) -> str:
    """The Message-ID: from the event and the address alone, so that every repeat carries the same."""
    digest = hashlib.sha256(address.encode()).hexdigest()[:16]
    return f"<{event_key}.{digest}@{urlsplit(public_url).hostname or 'motcua.invalid'}>"

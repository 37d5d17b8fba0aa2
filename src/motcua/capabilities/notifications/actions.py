"""Telling a person, and sending what must leave the house."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from motcua.capabilities.notifications import adapters
from motcua.capabilities.notifications.events import MessageQueued, MessageSent
from motcua.capabilities.notifications.gateway import carrier_for
from motcua.capabilities.notifications.models import Message, Notice
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record

KEPT_DAYS = 730
LONGEST_SUBJECT = 300
assert adapters


@dataclass(frozen=True)
class Recipient:
    """Whom to tell, by every way that is given: an account, an e-mail address, a phone number."""

    username: str = ""
    email: str = ""
    phone: str = ""
    name: str = ""


@dataclass(frozen=True)
class Words:
    """What a message says."""

    subject: str
    body: str


@transaction.atomic(durable=True)
def notify(event: Event, *, recipient: Recipient, template: str, context: Mapping[str, object], at: datetime) -> None:
    """Tell a person of an event: once in the app, once a message each way, however often it is called.

    The template's first line is the subject; the rest the text. `context` may have ``path``, where the notice leads.
    """
    subject, _blank, body = render_to_string(template, dict(context)).strip().partition("\n")
    subject, body = subject.strip()[:LONGEST_SUBJECT], body.strip()
    if recipient.username:
        told = {"subject": subject, "body": body, "path": str(context.get("path", "")), "at": at}
        Notice.objects.get_or_create(event_key=event.id, username=recipient.username, defaults=told)
    for channel, address in ((Message.Channel.EMAIL, recipient.email), (Message.Channel.SMS, recipient.phone)):
        if address:
            words = Words(subject, body if channel == Message.Channel.EMAIL else subject)
            _queue(event, channel, address, recipient.name, words, at)


def send_message(message_id: int, *, at: datetime) -> None:
    """Send it unless it is marked sent. No transaction is open while the world is called; a failure raises."""
    message = Message.objects.get(pk=message_id)
    if message.sent_at is not None:
        return
    carrier_for(message.channel, vendor_of(message.channel))(message)
    _mark_sent(message, at)


def vendor_of(channel: str) -> str:
    """Which carrier is set up: SMTP if a server is named, else files in the home folder."""
    return "smtp" if channel == Message.Channel.EMAIL and settings.EMAIL_HOST else "file"


@transaction.atomic(durable=True)
def mark_read(username: str, *, at: datetime) -> int:
    """All notices of a person are read now; how many were not."""
    return Notice.objects.filter(username=username, read_at=None).update(read_at=at)


@transaction.atomic(durable=True)
def forget_old(at: datetime) -> None:
    """Remove what is older than two years."""
    before = at - timedelta(days=KEPT_DAYS)
    Notice.objects.filter(at__lt=before).delete()
    Message.objects.filter(queued_at__lt=before, sent_at__isnull=False).delete()


def _queue(event: Event, channel: str, address: str, name: str, words: Words, at: datetime) -> None:
    message, is_new = Message.objects.get_or_create(
        event_key=event.id,
        channel=channel,
        address=address,
        defaults={
            "name": name,
            "subject": words.subject,
            "body": words.body,
            "message_id": _message_id(event, address),
            "queued_at": at,
        },
    )
    if is_new:
        queued = MessageQueued(
            subject=event.subject,
            agency_code=event.agency_code,
            at=at,
            actor=event.actor,
            cause=event.id,
            message=message.pk,
            channel=channel,
        )
        record(queued)


def _message_id(event: Event, address: str) -> str:
    """The same for the same event and address, so that a repeat is recognised on the way."""
    digest = hashlib.sha256(address.lower().encode()).hexdigest()[:16]
    host = settings.PUBLIC_URL.split("//")[-1].split("/")[0].split(":")[0]
    return f"<{event.id}.{digest}@{host}>"


@transaction.atomic(durable=True)
def _mark_sent(message: Message, at: datetime) -> None:
    if not Message.objects.filter(pk=message.pk, sent_at=None).update(sent_at=at):
        return
    queued = MessageSent(
        subject=str(message.event_key),
        agency_code="",
        at=at,
        actor="",
        cause=message.event_key,
        message=message.pk,
        channel=message.channel,
    )
    record(queued)

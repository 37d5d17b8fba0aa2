"""Telling a person of a fact, and sending what must leave the house."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings  # house: settings-in-domain - what is set up is the home's
from django.db import transaction
from django.template import Context, Engine

from motcua.capabilities.notifications import adapters, rules
from motcua.capabilities.notifications.events import MessageQueued, MessageSent
from motcua.capabilities.notifications.gateway import Outgoing, carrier_for
from motcua.capabilities.notifications.models import Attachment, Message, Notice
from motcua.capabilities.notifications.rules import Channel
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile

ACTOR = "system"
adapters.load()


@dataclass(frozen=True)
class Recipient:
    """Whom to tell, by every way that is given: an account, an e-mail address, a phone number."""

    username: str = ""
    email: str = ""
    phone: str = ""
    name: str = ""


@transaction.atomic(durable=True)
def notify(
    event: Event,
    *,
    recipient: Recipient,
    template: str,
    context: Mapping[str, object],
    at: datetime,
    files: Sequence[StoredFile] = (),
) -> None:
    """Tell a person of an event: once in the app, one message each way, however often it is called.

    The template is plain text, its first line the subject; it may use `context` and ``recipient``. ``path`` in
    `context` is where the notice leads; it bears the moment of the event. An SMS carries the subject alone; `files` go
    with the e-mail. The relay sends messages after the commit.
    """
    written = Engine.get_default().get_template(template)
    text = written.render(Context({**context, "recipient": recipient}, autoescape=False))
    subject, body = rules.subject_and_body(text)
    if recipient.username:
        told = {"subject": subject, "body": body, "path": str(context.get("path", "")), "at": event.at}
        Notice.objects.get_or_create(event_key=event.id, username=recipient.username, defaults=told)
    for channel, address, words in ((Channel.EMAIL, recipient.email, body), (Channel.SMS, recipient.phone, subject)):
        if address.strip():
            kept = files if channel is Channel.EMAIL else ()
            _queue(event, channel, rules.same_address(address), subject=subject, body=words, at=at, files=kept)


def send_message(queued: MessageQueued, *, at: datetime) -> None:
    """Send it unless it is marked sent. No transaction is open while the world is called; a failure raises."""
    message = Message.objects.filter(pk=queued.message, sent_at=None).first()
    if message is None:
        return
    send = carrier_for(message.channel, vendor_of(message.channel))
    files = tuple(one.file for one in message.attachments.select_related("file"))
    send(Outgoing(message.message_id, message.address, message.subject, message.body, files))
    _mark_sent(message, queued, at=at)


def vendor_of(channel: str) -> str:
    """Which carrier is set up: for e-mail SMTP where a server is named, else files in the home folder."""
    if channel == Channel.SMS:
        return str(settings.SMS_VENDOR)
    return "smtp" if settings.EMAIL_HOST else "file"


@transaction.atomic(durable=True)
def mark_read(username: str, *, at: datetime) -> int:
    """All notices of a person are read now; how many were not."""
    return Notice.objects.filter(username=username, read_at=None).update(read_at=at)


@transaction.atomic(durable=True)
def forget_old(at: datetime) -> None:
    """Remove notices and sent messages older than two years; what was never sent stays to be seen."""
    before = at - timedelta(days=rules.KEPT_DAYS)
    Notice.objects.filter(at__lt=before).delete()
    Message.objects.filter(queued_at__lt=before, sent_at__isnull=False).delete()


def _queue(
    event: Event,
    channel: Channel,
    address: str,
    *,
    subject: str,
    body: str,
    at: datetime,
    files: Sequence[StoredFile],
) -> None:
    message, is_new = Message.objects.get_or_create(
        event_key=event.id,
        channel=channel,
        address=address,
        defaults={
            "subject": subject,
            "body": body,
            "message_id": rules.message_id(event.id, address, settings.PUBLIC_URL),
            "queued_at": at,
        },
    )
    if is_new:
        Attachment.objects.bulk_create(
            Attachment(message=message, number=number, file=file) for number, file in enumerate(files, start=1)
        )
        queued = MessageQueued(
            subject=event.subject,
            agency_code=event.agency_code,
            at=at,
            actor=ACTOR,
            cause=event.id,
            message=message.pk,
            channel=channel,
        )
        record(queued)


@transaction.atomic(durable=True)
def _mark_sent(message: Message, queued: MessageQueued, *, at: datetime) -> None:
    if Message.objects.filter(pk=message.pk, sent_at=None).update(sent_at=at):
        sent = MessageSent(
            subject=queued.subject,
            agency_code=queued.agency_code,
            at=at,
            actor=ACTOR,
            cause=queued.cause,
            message=message.pk,
            channel=message.channel,
        )
        record(sent)

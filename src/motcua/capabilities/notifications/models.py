"""Notices in the app, messages on their way."""

from django.db import models
from django.db.models import Q

from motcua.capabilities.notifications.rules import CHANNEL_LABELS


class Notice(models.Model):
    """Thông báo trong ứng dụng: told once a person and fact. Retention: 2 years, then removed by job."""

    event_key = models.UUIDField()
    username = models.CharField(max_length=150)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    path = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_key", "username"], name="notice_once")]
        indexes = [
            models.Index(fields=["username", "-at", "-id"], name="notice_newest"),
            models.Index(fields=["username"], condition=Q(read_at=None), name="notice_unread"),
        ]


class Message(models.Model):
    """Tin gửi đi: one e-mail or SMS, kept until a carrier has it. Retention: 2 years, then removed by job."""

    event_key = models.UUIDField()
    channel = models.CharField(max_length=5, choices=list(CHANNEL_LABELS.items()))
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    message_id = models.CharField(max_length=160)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_key", "channel", "address"], name="message_once")]
        indexes = [models.Index(fields=["queued_at"], condition=Q(sent_at=None), name="message_unsent")]


class Attachment(models.Model):
    """Tệp kèm theo: a kept file that goes with an e-mail, in the order given. Retention: as the message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    number = models.SmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="attachment_numbered")]
        ordering = ["number"]

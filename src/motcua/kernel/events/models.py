from django.db import models
from django.db.models import Q

from motcua.kernel.texts.mark import mark


class Lane(models.IntegerChoices):
    """Làn giao: what people wait for goes before what a bulk action moved by the thousand."""

    SWIFT = 0, mark("Giao ngay")
    BULK = 1, mark("Giao sau")


class EventRecord(models.Model):
    """Sự kiện: one fact that happened. Never changed, never removed (retention: as the dossier it is about)."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True)
    position = models.BigIntegerField(null=True, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    version = models.SmallIntegerField(default=1)
    subject = models.CharField(max_length=80)
    agency_code = models.CharField(max_length=35)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    cause = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    lane = models.SmallIntegerField(choices=Lane, default=Lane.SWIFT, db_default=Lane.SWIFT.value)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["kind", "at"]),
            models.Index(fields=["id"], condition=Q(position__isnull=True), name="events_unplaced"),
        ]


class Delivery(models.Model):
    """Lượt giao sự kiện: one event for one subscriber, until it is done. Retention: done rows go after 90 days."""

    class State(models.TextChoices):
        WAITING = "waiting", mark("Chờ giao")
        DONE = "done", mark("Đã giao")
        DEAD = "dead", mark("Không giao được")

    event = models.ForeignKey(EventRecord, on_delete=models.PROTECT, related_name="+", db_index=False)
    subscriber = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    lane = models.SmallIntegerField(choices=Lane, default=Lane.SWIFT, db_default=Lane.SWIFT.value)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="delivery_once")]
        indexes = [
            models.Index(fields=["lane", "next_at", "id"], condition=Q(state="waiting"), name="delivery_due"),
            models.Index(fields=["id"], condition=Q(state="dead"), name="delivery_dead"),
        ]

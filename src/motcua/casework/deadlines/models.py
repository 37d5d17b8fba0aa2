from django.db import models
from django.db.models import Q

from motcua.kernel.texts.mark import mark


class Recount(models.Model):
    """Đợt tính lại hạn: one change of calendar or rule, and how far open dossiers were derived anew. Retention: kept.

    `cause` is the event of the change, `decision` its code, `touches_from_on` the first day that it can move. Batches
    go by the dossiers' ids: `after_id` is the last one that was looked at.
    """

    cause = models.UUIDField(unique=True)
    decision = models.CharField(max_length=120)
    agency_code = models.CharField(max_length=35, blank=True)
    procedure_code = models.CharField(max_length=40, blank=True)
    touches_from_on = models.DateField()
    actor = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    after_id = models.BigIntegerField(default=0)
    looked_at_count = models.IntegerField(default=0)
    moved_count = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(ended_at=None), name="recount_unfinished")]


class ClockCheck(models.Model):
    """Lần kiểm tra hạn: whether every stored date equals its derivation. Retention: one year."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    looked_at_count = models.IntegerField(default=0)
    undated_count = models.IntegerField(default=0)


class ClockDifference(models.Model):
    """Hạn sai lệch: a dossier whose stored date was not what it must be, or that had none. Retention: as the check."""

    check_run = models.ForeignKey(ClockCheck, on_delete=models.CASCADE, related_name="differences")
    dossier_code = models.CharField(max_length=45)
    agency_code = models.CharField(max_length=35)
    stored_at = models.DateTimeField(null=True)
    derived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["check_run", "agency_code"])]


class Reminder(models.Model):
    """Lần nhắc quá hạn trước giải quyết: the head was told once what is owed. Retention: two years."""

    class Kind(models.TextChoices):
        ANSWER = "answer", mark("Chờ tiếp nhận")
        FORWARD = "forward", mark("Chờ chuyển hồ sơ giấy")

    dossier_code = models.CharField(max_length=45)
    kind = models.CharField(max_length=8, choices=Kind)
    since_at = models.DateTimeField()
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier_code", "kind", "since_at"], name="reminded_once")]

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.casework.deadlines.rules.legs import Holder
from motcua.kernel.texts.mark import mark

_DATES = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField())


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


class LegPlan(models.Model):
    """Kế hoạch các chặng: the legs of a linked procedure and their legal basis, dated. Retention: for good.

    Only `valid_to` is ever set, by the plan that follows; dossiers keep the plan they were taken in under.
    """

    procedure_code = models.CharField(max_length=40)
    legal_basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="plan_dates"),
            ExclusionConstraint(
                name="plan_once_a_day",
                expressions=[("procedure_code", RangeOperators.EQUAL), (_DATES, RangeOperators.OVERLAPS)],
            ),
        ]


class PlannedLeg(models.Model):
    """Chặng theo kế hoạch: whose it is and how long it may take; never edited. Retention: as its plan."""

    plan = models.ForeignKey(LegPlan, on_delete=models.PROTECT, related_name="legs")
    number = models.SmallIntegerField()
    name = models.CharField(max_length=200)
    holder = models.CharField(max_length=9, choices=[(one.value, one.value) for one in Holder])
    agency_code = models.CharField(max_length=35, blank=True)
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=12)
    is_parallel = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planned_leg_once"),
            models.CheckConstraint(
                condition=(Q(holder=Holder.NAMED.value) & ~Q(agency_code=""))
                | (~Q(holder=Holder.NAMED.value) & Q(agency_code="")),
                name="planned_leg_has_an_agency",
            ),
        ]


class DossierLeg(models.Model):
    """Chặng của hồ sơ: a planned leg in a dossier; who finished it, for which agency. Retention: as its dossier."""

    dossier_code = models.CharField(max_length=45)
    planned = models.ForeignKey(PlannedLeg, on_delete=models.PROTECT)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=150, blank=True)
    finished_for = models.CharField(max_length=35, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier_code", "planned"], name="leg_once_a_dossier")]

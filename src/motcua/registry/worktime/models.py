from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.registry.worktime.rules.calendar import DAY_KIND_LABELS, DayKind
from motcua.registry.worktime.rules.inheritance import PURPOSE_LABELS, Purpose
from motcua.registry.worktime.rules.terms import (
    AFTER_SUPPLEMENT_LABELS,
    EARLY_RULE_LABELS,
    FIRST_DAY_LABELS,
    UNIT_LABELS,
)


def _choices(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(member.value, label) for member, label in labels.items()]


_DATES = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField())
_MINUTES = Func(F("opens_minute"), F("closes_minute"), function="int4range", output_field=IntegerRangeField())


class WorkingHours(models.Model):
    """Giờ làm việc: one shift of one weekday of an agency and all below it, dated; never edited, only replaced."""

    agency_code = models.CharField(max_length=35, blank=True)
    purpose = models.CharField(max_length=10, choices=_choices(PURPOSE_LABELS), default=Purpose.PROCESSING.value)
    weekday = models.SmallIntegerField()
    opens_minute = models.SmallIntegerField()
    closes_minute = models.SmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    known_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    declared_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="hours_weekday"),
            models.CheckConstraint(
                condition=Q(opens_minute__gte=0, opens_minute__lt=F("closes_minute"), closes_minute__lte=24 * 60),
                name="hours_run_forward",
            ),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="hours_dates"),
            ExclusionConstraint(
                name="hours_apart",
                expressions=[
                    ("agency_code", RangeOperators.EQUAL),
                    ("purpose", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (_DATES, RangeOperators.OVERLAPS),
                    (_MINUTES, RangeOperators.OVERLAPS),
                ],
                condition=Q(replaced_at=None),
            ),
        ]


class DayOverride(models.Model):
    """Ngày đặc biệt: what a decision makes of one day for a scope; rows are only added, the latest known holds."""

    day = models.DateField()
    scope = models.CharField(max_length=35, blank=True)
    kind = models.CharField(max_length=12, choices=_choices(DAY_KIND_LABELS), default=DayKind.HOLIDAY.value)
    name = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=300, blank=True)
    swapped_on = models.DateField(null=True, blank=True)
    shut_from_minute = models.SmallIntegerField(null=True, blank=True)
    shut_to_minute = models.SmallIntegerField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)
    """Loaded from published calendars; what an officer declared stands above it."""
    known_at = models.DateTimeField()
    declared_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "scope", "known_at"], name="override_known_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in DayKind]), name="override_kind"),
            models.CheckConstraint(
                condition=Q(shut_from_minute=None, shut_to_minute=None)
                | Q(kind=DayKind.CLOSURE.value, shut_from_minute__gte=0, shut_to_minute__gt=F("shut_from_minute")),
                name="override_shut",
            ),
        ]


class ClockPolicy(models.Model):
    """Quy định tính thời hạn: how periods of a procedure ("" for all) are counted, dated; never edited, only replaced.

    Retention: for good, as every deadline ever given is derived from them.
    """

    procedure_code = models.CharField(max_length=30, blank=True)
    first_day = models.CharField(max_length=12, choices=_choices(FIRST_DAY_LABELS))
    after_supplement = models.CharField(max_length=10, choices=_choices(AFTER_SUPPLEMENT_LABELS))
    same_day_until_minute = models.SmallIntegerField()
    forward_until_minute = models.SmallIntegerField()
    answer_amount = models.DecimalField(max_digits=7, decimal_places=2)
    answer_unit = models.CharField(max_length=12, choices=_choices(UNIT_LABELS))
    early_rule = models.CharField(max_length=10, choices=_choices(EARLY_RULE_LABELS))
    legal_basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    known_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="policy_dates"),
            models.CheckConstraint(
                condition=Q(same_day_until_minute__range=(0, 24 * 60), forward_until_minute__range=(0, 24 * 60)),
                name="policy_minutes",
            ),
            ExclusionConstraint(
                name="policy_once_a_day",
                expressions=[("procedure_code", RangeOperators.EQUAL), (_DATES, RangeOperators.OVERLAPS)],
                condition=Q(replaced_at=None),
            ),
        ]


class CalendarEdition(models.Model):
    """Ấn bản lịch: one row whose token changes with every change of hours, days or policies; processes then reload."""

    token = models.UUIDField()

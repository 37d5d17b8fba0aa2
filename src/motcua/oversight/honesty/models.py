"""Tables of honesty: dated thresholds, what was seen of each dossier, and the alerts that came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice
from motcua.oversight.honesty.rules.patterns import Pattern


class PatternRule(models.Model):
    """Ngưỡng cảnh báo: what is near, late or many for one pattern, over a span of days; a new rule is a new row."""

    code = models.CharField(max_length=20, choices=Pattern.choices())
    law = models.CharField(max_length=400)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["PatternRule"].as_manager()

    class Meta:
        constraints: ClassVar = [never_twice("pattern_once_a_day", "code"), in_order("pattern_in_order")]


class PatternLimit(models.Model):
    """Giá trị ngưỡng: one named number of a pattern's thresholds; the names are a closed list in the rules."""

    rule = models.ForeignKey(PatternRule, on_delete=models.CASCADE, related_name="limits")
    name = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=12, decimal_places=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "name"], name="pattern_limit_once")]


class Trace(models.Model):
    """Vết hồ sơ: what signs are looked for in, boiled down from a dossier's events. Made anew from events alone.

    Retention: as the dossier's events. Lengths in working minutes of the agency; `slack_minutes` is what was left at
    the end, `handed_slack_minutes` when the result was handed over; negative: late. `told_at` is when it was written.
    """

    subject = models.CharField(max_length=80, primary_key=True)
    agency_code = models.CharField(max_length=35, blank=True)
    procedure_code = models.CharField(max_length=40, blank=True)
    is_imported = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    wait_minutes = models.IntegerField(default=0)
    term_minutes = models.IntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    stop_kind = models.CharField(max_length=16, blank=True)
    stop_at = models.DateTimeField(null=True)
    stop_left_minutes = models.IntegerField(null=True)
    stop_gained_minutes = models.IntegerField(null=True)
    ending = models.CharField(max_length=10, blank=True)
    ended_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    is_on_time = models.BooleanField(default=False)
    slack_minutes = models.IntegerField(null=True)
    returned_at = models.DateTimeField(null=True)
    handed_slack_minutes = models.IntegerField(null=True)
    told_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["agency_code", "accepted_at"], name="trace_agency"),
            models.Index(fields=["told_at"], name="trace_told"),
        ]


class Alert(models.Model):
    """Cảnh báo số liệu: one pattern at one agency in one month, more often than chance explains. Retention: kept.

    One that no longer holds is cleared, never deleted. `usual_run`: the longest run of other days, where runs count.
    """

    pattern = models.CharField(max_length=20, choices=Pattern.choices())
    rule = models.ForeignKey(PatternRule, on_delete=models.PROTECT, related_name="+")
    agency_code = models.CharField(max_length=35)
    month_on = models.DateField()
    among = models.IntegerField()
    usual_run = models.IntegerField(default=0)
    found_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pattern", "agency_code", "month_on"], name="alert_once_a_month"),
            models.CheckConstraint(
                name="alert_cleared_after_found", condition=Q(cleared_at=None) | Q(cleared_at__gte=F("found_at"))
            ),
        ]
        ordering = ["-month_on", "agency_code", "pattern"]


class AlertDossier(models.Model):
    """Hồ sơ trong cảnh báo: a dossier that bears the sign, when and by how much. Retention: as the alert.

    `is_on_time` is the official verdict, `is_honest` whether it stands when the trick is taken away.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="dossiers")
    subject = models.CharField(max_length=80)
    other = models.CharField(max_length=80, blank=True)
    sign_at = models.DateTimeField()
    minutes = models.IntegerField()
    of_minutes = models.IntegerField()
    ended_at = models.DateTimeField(null=True)
    is_on_time = models.BooleanField()
    is_honest = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "subject", "other"], name="alert_dossier_once")]
        indexes = [
            models.Index(
                fields=["ended_at"], condition=Q(is_on_time=True, is_honest=False), name="alert_dossier_not_honest"
            )
        ]


class Look(models.Model):
    """Lần soát: when the traces were looked through, how many agencies and what stands. Retention: kept."""

    at = models.DateTimeField()
    agencies = models.IntegerField()
    dossiers = models.IntegerField()
    alerts = models.IntegerField()
    is_whole = models.BooleanField()

    class Meta:
        ordering = ["-at", "-id"]

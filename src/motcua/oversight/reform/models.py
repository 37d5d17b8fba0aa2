"""Programmes and plans by editions, their targets with bounds, and figures that had to be typed in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from motcua.oversight.reform.rules.words import (
    Area,
    Comparator,
    FigureState,
    Half,
    MeasureKind,
    PlanKind,
    PlanState,
    TargetKind,
)


class Plan(models.Model):
    """Chương trình, kế hoạch cải cách: what an agency promises for some years. Retention: permanent, as its editions.

    A programme over years and a yearly plan are the same thing: the latter has a parent. `agency_code` is empty where
    the programme is another province's, brought in to be read.
    """

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=PlanKind.choices())
    agency_code = models.CharField(max_length=35, blank=True)
    province = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=12)
    year_from = models.SmallIntegerField()
    year_to = models.SmallIntegerField()
    parent_code = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=PlanState.choices())

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(year_to__gte=F("year_from")), name="plan_years_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency_code", "year_from"], name="plan_by_agency")]
        ordering: ClassVar = ["-year_from", "agency_code", "code"]

    def get_absolute_url(self) -> str:
        return reverse("reform:plan", args=[self.code])


class Edition(models.Model):
    """Ấn bản: a plan as one decision made it; a draft until it is issued, then never changed. Retention: permanent.

    A trigger refuses changes of an issued edition and of its targets. The edition of a day is the last that was issued
    on or before it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    number = models.SmallIntegerField()
    title = models.CharField(max_length=500)
    decision = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True)
    changes = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=150)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="edition_numbered"),
            models.UniqueConstraint(fields=["plan"], condition=Q(issued_at=None), name="edition_one_draft"),
            models.CheckConstraint(
                condition=Q(issued_at=None) | Q(issued_on__isnull=False), name="edition_issued_has_a_day"
            ),
        ]
        ordering: ClassVar = ["number"]


class Target(models.Model):
    """Chỉ tiêu: one promise of an edition, with how it is measured. Retention: as its edition.

    `code` is the same in all editions. `parent_code` names the target of the parent plan that it serves, `whole_code`
    the target of the same plan that it is a part of, `pair` what files call two halves that belong together.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="targets")
    code = models.CharField(max_length=80)
    position = models.SmallIntegerField()
    area = models.CharField(max_length=1, choices=Area.choices())
    kind = models.CharField(max_length=12, choices=TargetKind.choices(), default=TargetKind.TARGET)
    name = models.CharField(max_length=500)
    unit = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=200, blank=True)
    agency_code = models.CharField(max_length=35, blank=True)
    period = models.CharField(max_length=100, blank=True)
    year = models.SmallIntegerField(null=True)
    year_words = models.CharField(max_length=40, blank=True)
    scope = models.TextField(blank=True)
    exclusions = models.TextField(blank=True)
    base_year = models.SmallIntegerField(null=True)
    base_words = models.CharField(max_length=200, blank=True)
    base_value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    base_agencies = ArrayField(models.CharField(max_length=35), default=list)
    numerator_words = models.TextField(blank=True)
    denominator_words = models.TextField(blank=True)
    components = models.TextField(blank=True)
    pair = models.CharField(max_length=40, blank=True)
    parent_code = models.CharField(max_length=80, blank=True)
    whole_code = models.CharField(max_length=80, blank=True)
    measure = models.CharField(max_length=10, choices=MeasureKind.choices(), blank=True)
    measure_code = models.CharField(max_length=80, blank=True)
    measure_count = models.CharField(max_length=80, blank=True)
    law = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "code"], name="target_once_an_edition")]
        indexes: ClassVar = [models.Index(fields=["code"], name="target_by_code")]
        ordering: ClassVar = ["position", "id"]

    def get_absolute_url(self) -> str:
        return reverse("reform:target", args=[self.code])


class Bound(models.Model):
    """Mức: what a target's result is held against – the only one, or its minimum and strive halves. Retention: as it.

    `words` is the value as it was written where that is no plain number («4+1»), or the steps of a roadmap.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="bounds")
    half = models.CharField(max_length=8, choices=Half.choices(), blank=True)
    code = models.CharField(max_length=80, blank=True)
    comparator = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Comparator], blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    upper = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    words = models.CharField(max_length=200, blank=True)
    said = models.CharField(max_length=60, blank=True)
    scope = models.TextField(blank=True)
    is_inferred = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "half"], name="bound_once_a_half"),
            models.CheckConstraint(
                condition=Q(upper=None) | Q(value=None) | Q(upper__gte=F("value")), name="bound_in_order"
            ),
        ]
        ordering: ClassVar = ["id"]


class Figure(models.Model):
    """Số liệu nhập tay: what no event can tell – numerator, denominator, evidence, author, approval by another.

    Retention: permanent, as the results it proves. A correction is a further row; the one before stays readable.
    """

    target_code = models.CharField(max_length=80)
    agency_code = models.CharField(max_length=35)
    year = models.SmallIntegerField()
    measure = models.CharField(max_length=10, choices=MeasureKind.choices(), default=MeasureKind.TYPED)
    state = models.CharField(max_length=10, choices=FigureState.choices())
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    evidence = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    note = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=150, blank=True)
    returned_why = models.TextField(blank=True)
    locked_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, related_name="corrections", null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("entered_by")), name="figure_approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[FigureState.DRAFT, FigureState.SENT])
                | Q(approved_at__isnull=False, evidence__isnull=False),
                name="figure_approved_has_evidence",
            ),
            models.UniqueConstraint(
                fields=["target_code", "agency_code", "year"],
                condition=Q(state__in=[FigureState.APPROVED, FigureState.LOCKED]),
                name="figure_one_that_counts",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["target_code", "year"], name="figure_by_target")]
        ordering: ClassVar = ["-id"]

    def get_absolute_url(self) -> str:
        return reverse("reform:figure", args=[self.pk])


class Acknowledgement(models.Model):
    """Giải trình: why an edition was issued though something was objected to. Retention: as its edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="acknowledgements")
    kind = models.CharField(max_length=40)
    subjects = models.CharField(max_length=300)
    objection = models.TextField()
    reason = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["id"]


class ImportedRow(models.Model):
    """Dòng đã nạp: a line of an imported file, all its columns, and what was wrong. Retention: as the programme.

    What could not be taken stays here with its reason, so that nothing of a file is lost.
    """

    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    line = models.IntegerField()
    content = models.JSONField()
    problem = models.TextField(blank=True)
    target_code = models.CharField(max_length=80, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest", "line"], name="imported_row_once")]
        ordering: ClassVar = ["id"]

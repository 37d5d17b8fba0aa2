"""Sets of criteria, rounds of scoring with their sheets, and the indices that others publish."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from motcua.oversight.par_index.rules.life import Move, Stage, State


class CriteriaSet(models.Model):
    """Bộ tiêu chí: areas, criteria and components of a year and level, as its definition file said. Never edited.

    `definition` is the checked file: it is read whole and never searched. Retention: kept.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    level = models.CharField(max_length=10)
    year = models.SmallIntegerField()
    definition = models.TextField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-year", "code"]

    def get_absolute_url(self) -> str:
        return reverse("par_index:set", args=[self.code])


class Round(models.Model):
    """Đợt chấm điểm: units score themselves by a set, are appraised, and all is concluded. Retention: kept."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="rounds")
    agency_code = models.CharField(max_length=35)
    name = models.CharField(max_length=200)
    due_on = models.DateField()
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["criteria_set", "agency_code"], condition=Q(closed_at=None), name="par_one_open_round"
            )
        ]
        ordering: ClassVar = ["-opened_at", "-id"]

    def get_absolute_url(self) -> str:
        return reverse("par_index:round", args=[self.pk])


class ScoringSheet(models.Model):
    """Phiếu chấm điểm: the points of one unit in one round. Retention: as its round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    agency_code = models.CharField(max_length=35)
    state = models.CharField(max_length=10, choices=State.choices(), default=State.SELF)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "agency_code"], name="par_sheet_once")]
        indexes: ClassVar = [models.Index(fields=["agency_code"], name="par_sheet_agency")]

    def get_absolute_url(self) -> str:
        return reverse("par_index:sheet", args=[self.pk])


class ScoreEntry(models.Model):
    """Lần chấm: points of a component as somebody stated them, never changed; the newest counts.

    `is_live`: counted by the system when the sheet was handed in. Retention: as its sheet.
    """

    sheet = models.ForeignKey(ScoringSheet, on_delete=models.PROTECT, related_name="entries")
    number = models.CharField(max_length=20)
    stage = models.CharField(max_length=10, choices=Stage.choices())
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    points = models.DecimalField(max_digits=7, decimal_places=2)
    reason = models.TextField(blank=True)
    is_live = models.BooleanField(default=False)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sheet", "number", "-id"], name="par_entry_newest")]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(points__gte=0), name="par_entry_not_below_nought")]


class SheetStep(models.Model):
    """Bước của phiếu: how a sheet went on or back, by whom, and why. Retention: as its sheet."""

    sheet = models.ForeignKey(ScoringSheet, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=Move.choices())
    reason = models.TextField(blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]


class ComponentEvidence(models.Model):
    """Tài liệu kiểm chứng: a file that shows why a component has its points; taken away it keeps its row.

    Retention: as its sheet.
    """

    sheet = models.ForeignKey(ScoringSheet, on_delete=models.PROTECT, related_name="evidence")
    number = models.CharField(max_length=20)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    removed_by = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sheet", "number"], name="par_evidence_component")]


class SurveyResult(models.Model):
    """Kết quả điều tra xã hội học: a component of a unit as the survey found it, with how many were asked.

    Never changed: what comes anew is a new row, the newest counts. Retention: as its round.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="survey")
    agency_code = models.CharField(max_length=35)
    number = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    points = models.DecimalField(max_digits=7, decimal_places=2)
    sample_size = models.PositiveIntegerField()
    source = models.CharField(max_length=64)
    imported_by = models.CharField(max_length=150)
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "agency_code", "number", "source"], name="par_survey_once")
        ]


class EffortEstimate(models.Model):
    """Công sức ước lượng: how hard it is to win a component's points, 1 to 5, as a person said. The newest counts."""

    sheet = models.ForeignKey(ScoringSheet, on_delete=models.PROTECT, related_name="efforts")
    number = models.CharField(max_length=20)
    effort = models.SmallIntegerField()
    stated_by = models.CharField(max_length=150)
    stated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(effort__gte=1, effort__lte=5), name="par_effort_of_five")
        ]


class IndexEdition(models.Model):
    """Ấn bản chỉ số: a year of SIPAS, PAPI, PCI, DTI or ICT as a file gave it; the newest of a year is shown.

    Retention: kept.
    """

    index = models.CharField(max_length=20)
    year = models.SmallIntegerField()
    source = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    imported_by = models.CharField(max_length=150)
    imported_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["index", "year", "-id"], name="par_edition_newest")]


class IndexScore(models.Model):
    """Điểm chỉ số: score and rank of a province in a dimension of an edition; dimension «» is the whole."""

    edition = models.ForeignKey(IndexEdition, on_delete=models.PROTECT, related_name="scores")
    province = models.CharField(max_length=60)
    dimension = models.CharField(max_length=40, blank=True)
    score = models.DecimalField(max_digits=12, decimal_places=6)
    rank = models.SmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "province", "dimension"], name="par_score_once")
        ]
        indexes: ClassVar = [models.Index(fields=["province"], name="par_score_province")]

"""Tables of figures: definitions that hold from a day on, and read tables that are only ever added to."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice
from motcua.kernel.texts.mark import mark
from motcua.oversight.insight.rules.facts import Unit
from motcua.oversight.insight.rules.folds import LOWEST


class Indicator(models.Model):
    """Chỉ tiêu: what a figure is made of and by which law, over a span of days; a new law is a new row."""

    class Direction(models.TextChoices):
        UP = "up", mark("càng cao càng tốt")
        DOWN = "down", mark("càng thấp càng tốt")
        NONE = "none", mark("để theo dõi")

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    unit = models.CharField(max_length=10, choices=Unit.choices())
    direction = models.CharField(max_length=4, choices=Direction)
    numerator = models.TextField()
    denominator = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    exclusions = models.TextField(blank=True)
    groupings = ArrayField(models.CharField(max_length=10))
    law = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Indicator"].as_manager()

    class Meta:
        constraints: ClassVar = [never_twice("indicator_once_a_day", "code"), in_order("indicator_in_order")]


class Sheet(models.Model):
    """Biểu báo cáo: a report form of the law, over a span of days; its columns are indicators or sums of columns."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    rows_by = models.CharField(max_length=10)
    period_rule = models.CharField(max_length=20)
    identity = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    law = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Sheet"].as_manager()

    class Meta:
        constraints: ClassVar = [never_twice("sheet_once_a_day", "code"), in_order("sheet_in_order")]


class SheetColumn(models.Model):
    """Cột biểu: a numbered column with its headings; an indicator, the columns that it adds up, or what it says.

    `says` is something told of each dossier (who has it, its date), in forms that list dossiers.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="columns")
    number = models.SmallIntegerField()
    headings = ArrayField(models.CharField(max_length=120))
    headings_en = ArrayField(models.CharField(max_length=120))
    indicator_code = models.CharField(max_length=60, blank=True)
    adds = ArrayField(models.SmallIntegerField(), default=list)
    says = models.CharField(max_length=20, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_column_once"),
            models.CheckConstraint(
                name="sheet_column_counts_adds_or_says",
                condition=Q(indicator_code="", adds__len__gt=0, says="")
                | ~Q(indicator_code="") & Q(adds__len=0, says="")
                | Q(indicator_code="", adds__len=0) & ~Q(says=""),
            ),
        ]
        ordering = ["number"]


class PeriodRule(models.Model):
    """Cách tính kỳ báo cáo: on which day a reporting month begins, in it or in the month before."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    first_day = models.SmallIntegerField()
    begins_months_before = models.SmallIntegerField(default=0)
    law = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["PeriodRule"].as_manager()

    class Meta:
        constraints: ClassVar = [
            never_twice("period_rule_once_a_day", "code"),
            in_order("period_rule_in_order"),
            models.CheckConstraint(name="period_begins_on_a_day", condition=Q(first_day__gte=1, first_day__lte=28)),
        ]


class Cut(models.Model):
    """Nhóm số liệu: what counts are grouped by – agency, procedure version, channel, origin, officer. Never changed.

    Retention: as the movements. `officer` is the user name of the officer who did it, never an applicant's."""

    agency_code = models.CharField(max_length=35)
    procedure_code = models.CharField(max_length=40)
    procedure_version = models.BigIntegerField()
    channel = models.CharField(max_length=8)
    origin = models.CharField(max_length=8)
    officer = models.CharField(max_length=150, default="", db_default="")
    level = models.CharField(max_length=10)
    field_name = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "procedure_code", "procedure_version", "channel", "origin", "officer"],
                name="cut_once",
            )
        ]


def _link(to: type[models.Model]) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)


class Measure(models.Model):
    """Đại lượng đếm: a fact with its detail, as one small number; made when met, never changed.

    Retention: as the entries."""

    id = models.SmallAutoField(primary_key=True)
    fact = models.CharField(max_length=20)
    detail = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "detail"], name="measure_once")]


class Tally(models.Model):
    """Dấu tính hồ sơ: up to which event a dossier is counted. Retention: as the dossier's events.

    Before `begins_at` it is counted nowhere (None: not known); from `rests_at` on it is no stock (None: it is one).
    `agency_code` is the one agency it was ever counted for; empty where there were several, or where it is not known.
    """

    id = models.AutoField(primary_key=True)
    subject = models.CharField(max_length=80)
    position = models.BigIntegerField(default=0)
    begins_at = models.DateTimeField(null=True)
    rests_at = models.DateTimeField(null=True)
    agency_code = models.CharField(max_length=35, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject"], name="tally_once_a_dossier")]
        indexes = [
            models.Index(fields=["rests_at", "begins_at"], name="tally_at_a_moment"),
            models.Index(fields=["agency_code", "rests_at"], name="tally_of_an_agency"),
        ]


class Entry(models.Model):
    """Bút toán số liệu: how an event changed a count, at which moment. Only added to; made anew from events alone.

    Retention: as the events. `at` may lie ahead: an open dossier is overdue from a moment that is known today.
    One action writes them, under the lock of the dossier's tally. No foreign keys: each would lock a row that all
    dossiers share, for every count.
    """

    position = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    at = models.DateTimeField()
    amount = models.BigIntegerField()
    tally = _link(Tally)
    measure = _link(Measure)
    cut = _link(Cut)

    class Meta:
        indexes = [
            models.Index(fields=["tally", "position"], name="entry_of_a_dossier"),
            models.Index(fields=["measure", "at"], include=["cut", "amount", "tally"], name="entry_counted"),
            BrinIndex(fields=["recorded_at", "position"], name="entry_known", autosummarize=True),
        ]


class Movement(models.Model):
    """Biến động số liệu: the entries as they are read, with the dossier's code, the fact and its detail; a view.

    Retention: as the entries."""

    subject = models.CharField(max_length=80)
    position = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    fact = models.CharField(max_length=20)
    detail = models.CharField(max_length=16)
    at = models.DateTimeField()
    amount = models.BigIntegerField()
    cut = models.ForeignKey(Cut, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    measure = models.ForeignKey(Measure, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    tally = models.ForeignKey(Tally, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta:
        managed = False
        db_table = "insight_movement"


class Bin(models.Model):
    """Ô gộp: what folded sums are told apart by; what its family does not tell apart is empty. Never changed.

    Retention: as the movements."""

    id = models.AutoField(primary_key=True)
    family = models.SmallIntegerField()
    agency_code = models.CharField(max_length=35)
    field_name = models.CharField(max_length=300)
    procedure_code = models.CharField(max_length=40)
    level = models.CharField(max_length=10)
    channel = models.CharField(max_length=8)
    origin = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "agency_code", "field_name", "procedure_code", "level", "channel", "origin"],
                name="bin_once",
            )
        ]


class Home(models.Model):
    """Ô của nhóm: the bins to which a group's movements are added, one of each family. Never changed.

    Retention: as the movements."""

    cut = models.OneToOneField(Cut, on_delete=models.PROTECT, primary_key=True, related_name="+")
    bins = ArrayField(models.IntegerField())


class BlockSum(models.Model):
    """Tổng gộp: running totals of a bin over 32 days, or 32 times 32, of the movements up to the fold's mark.

    `units` are those of the 32 in which anything moved, ascending, `sums` what all came to at the end of each. Bins and
    measures are never deleted, so that no foreign key need be looked up for each of millions of sums.
    Retention: as the movements, of which it is made anew."""

    pk = models.CompositePrimaryKey("family", "span", "block", "measure_id", "bin_id")
    family = models.SmallIntegerField()
    span = models.SmallIntegerField()
    block = models.IntegerField()
    bin = _link(Bin)
    measure = _link(Measure)
    units = ArrayField(models.SmallIntegerField())
    sums = ArrayField(models.BigIntegerField())


class FoldMark(models.Model):
    """Mốc gộp: up to which movement sums are made, and before which day larger ones; one row. It never goes back.

    Retention: as the movements."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    upto = models.BigIntegerField(default=0)
    closed = models.IntegerField(default=LOWEST)

    class Meta:
        constraints = [models.CheckConstraint(name="fold_mark_is_one", condition=Q(id=1))]


class Reconciliation(models.Model):
    """Lần đối soát: whether the read tables said the same as all events. Retention: kept, they are evidence."""

    at = models.DateTimeField()
    dossiers = models.BigIntegerField()
    movements = models.BigIntegerField()
    behind = models.BigIntegerField()
    differing = models.BigIntegerField()
    examples = ArrayField(models.CharField(max_length=300), default=list)

    class Meta:
        ordering = ["-at", "-id"]

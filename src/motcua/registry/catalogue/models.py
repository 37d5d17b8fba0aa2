from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice
from motcua.registry.descriptions.public import ChannelKind, Part, Reason, TimeUnit

KEY = 16
"""Length of a doubt's key; '' on a row that is no doubt."""


class Procedure(models.Model):
    """Thủ tục: one administrative procedure, known by its national code, through all its versions."""

    code = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64, blank=True)
    """Content hash of the source last imported; '' for procedures written here."""

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """Phiên bản thủ tục: what a procedure said from one day to another. Published once, never edited."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    name = models.TextField()
    field_name = models.CharField(max_length=300, blank=True)
    levels = ArrayField(models.CharField(max_length=10), default=list)
    subjects = ArrayField(models.TextField(), default=list)
    executing_agency = models.TextField(blank=True)
    competent_agency = models.TextField(blank=True)
    coordinating_agency = models.TextField(blank=True)
    receiving_address = models.TextField(blank=True)
    issuing_agency = models.CharField(max_length=300, blank=True)
    decision_number = models.CharField(max_length=300, blank=True)
    kind_name = models.CharField(max_length=300, blank=True)
    steps_text = models.TextField(blank=True)
    paper_notes = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    form_code = models.CharField(max_length=60, blank=True)
    process_code = models.CharField(max_length=60, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    steps_doubt = models.CharField(max_length=KEY, blank=True)
    agency_doubt = models.CharField(max_length=KEY, blank=True)
    search_key = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    objects = DatedQuerySet["ProcedureVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_number"),
            never_twice("procedure_version_once_a_day", "procedure"),
            in_order("procedure_version_in_order"),
        ]
        indexes: ClassVar = [GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="procedure_version_search")]


class Case(models.Model):
    """Trường hợp: a group of papers; all must bring it, or only those whom its name describes."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="cases")
    position = models.PositiveSmallIntegerField()
    name = models.TextField(blank=True)
    is_condition = models.BooleanField(default=False)


class Paper(models.Model):
    """Giấy tờ: one component of a dossier. Unknown numbers of copies are null."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(null=True)
    copies = models.PositiveSmallIntegerField(null=True)
    is_required = models.BooleanField(default=True)
    form_file = models.CharField(max_length=300, blank=True)
    doubt = models.CharField(max_length=KEY, blank=True)


class Channel(models.Model):
    """Cách nộp: one way to hand in, with the time it takes. Legal time unknown: amount and unit null and ''."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="channels")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=ChannelKind.choices())
    label = models.TextField(blank=True)
    allowance_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    allowance_unit = models.CharField(max_length=12, choices=TimeUnit.choices(), blank=True)
    time_text = models.TextField(blank=True)
    note = models.TextField(blank=True)
    doubt = models.CharField(max_length=KEY, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="channel_time_has_unit",
                condition=Q(allowance_amount__isnull=True, allowance_unit="")
                | Q(allowance_amount__gt=0) & ~Q(allowance_unit=""),
            ),
            models.CheckConstraint(
                name="channel_doubt_is_no_fact", condition=Q(doubt="") | Q(allowance_amount__isnull=True)
            ),
        ]


class Fee(models.Model):
    """Phí, lệ phí: one charge of a channel in đồng; 0 is free, null is not known."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="fees")
    position = models.PositiveSmallIntegerField()
    name = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True)
    text = models.TextField(blank=True)
    doubt = models.CharField(max_length=KEY, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="fee_not_negative", condition=Q(amount__isnull=True) | Q(amount__gte=0)),
            models.CheckConstraint(name="fee_doubt_is_no_fact", condition=Q(doubt="") | Q(amount__isnull=True)),
        ]


class Result(models.Model):
    """Kết quả: what the person gets."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="results")
    position = models.PositiveSmallIntegerField()
    name = models.TextField(blank=True)
    code = models.CharField(max_length=60, blank=True)
    doubt = models.CharField(max_length=KEY, blank=True)


class LegalBasis(models.Model):
    """Căn cứ pháp lý: one legal document the procedure rests on."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="legal_bases")
    position = models.PositiveSmallIntegerField()
    title = models.TextField(blank=True)
    code = models.CharField(max_length=60, blank=True)
    doubt = models.CharField(max_length=KEY, blank=True)


class Offer(models.Model):
    """Nơi giải quyết: which agency handles the procedure, from one day to another."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="offers")
    agency_code = models.CharField(max_length=35)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Offer"].as_manager()

    class Meta:
        constraints: ClassVar = [
            never_twice("offer_once_a_day", "procedure", "agency_code"),
            in_order("offer_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency_code"])]


class Doubt(models.Model):
    """Chỗ nghi ngờ: a text of the source that was not read as a value, why, and how a controller settled it.

    One row per procedure and `key`, however many cells say the same. Retention: as the procedure.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="doubts")
    key = models.CharField(max_length=KEY)
    part = models.CharField(max_length=8, choices=Part.choices())
    reason = models.CharField(max_length=20, choices=Reason.choices())
    field = models.TextField(blank=True)
    text = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    proposal = models.CharField(max_length=80, blank=True)
    search_key = models.TextField()
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    """Set when a later source no longer says it."""
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=150, blank=True)
    settled_value = models.TextField(blank=True)
    """As written by `rules.settlement`."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["procedure", "key"], name="doubt_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["part", "reason"],
                condition=Q(settled_at__isnull=True, gone_at__isnull=True),
                name="doubt_open",
            ),
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="doubt_search"),
        ]


class Edition(models.Model):
    """Lần cập nhật danh mục: a single row whose number grows with every change, so that indexes in memory notice."""

    number = models.BigIntegerField(default=0)

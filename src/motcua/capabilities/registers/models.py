from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F
from django.urls import reverse

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice


class RegisterVersion(models.Model):
    """Phiên bản sổ: a register's definition as it was from one day to another. Published once, never edited."""

    register = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    written = models.JSONField(encoder=DjangoJSONEncoder)
    """The definition as it was published (`rules/definition.schema.json`)."""
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    objects = DatedQuerySet["RegisterVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "number"], name="register_version_number"),
            never_twice("register_version_once", "register"),
            in_order("register_version_order"),
        ]


class RegisterDraft(models.Model):
    """Bản thảo sổ: a definition that somebody is still writing. Retention: until it is published."""

    register = models.CharField(max_length=40, unique=True)
    written = models.JSONField(encoder=DjangoJSONEncoder)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)


class Record(models.Model):
    """Bản ghi: one thing in a register, as it stands now. It pins the version it was last written under.

    Retention: as many years after its last change as its definition says; then personal fields are emptied by a job.
    """

    register = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="+")
    agency_code = models.CharField(max_length=35)
    state = models.CharField(max_length=40)
    values = models.JSONField(encoder=DjangoJSONEncoder)
    """Field → value, checked against the pinned version."""
    title = models.CharField(max_length=300)
    title_key = models.CharField(max_length=600, db_collation="C")
    search_key = models.TextField()
    sort_keys = models.JSONField(default=dict)
    identity = models.CharField(max_length=1000, null=True)  # noqa: DJ001 - unknown differs from all others
    edition = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "code"], name="record_code"),
            models.UniqueConstraint(fields=["register", "identity"], name="record_identity"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["register", "agency_code", "state"], name="record_by_agency"),
            models.Index(fields=["register", "title_key", "id"], name="record_by_title"),
            GinIndex(OpClass(F("values"), name="jsonb_path_ops"), name="record_values"),
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="record_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("registers:record", args=[self.register, self.code])


class RecordEdition(models.Model):
    """Lần ghi: a record as it stood from one moment to another; the history of a record and its figures of a past day.

    Retention: with its record; personal fields are emptied together with the record's.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency_code = models.CharField(max_length=35)
    state = models.CharField(max_length=40)
    values = models.JSONField(encoder=DjangoJSONEncoder)
    move = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "number"], name="record_edition_number")]
        indexes: ClassVar = [models.Index(fields=["register", "at", "until_at"], name="record_edition_days")]


class RecordNumber(models.Model):
    """Số cuối đã cấp: how far the codes of a series are counted. Retention: for good, a code is never given twice."""

    register = models.CharField(max_length=40)
    series = models.CharField(max_length=80)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["register", "series"], name="record_number_series")]

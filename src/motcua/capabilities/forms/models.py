from typing import ClassVar

from django.db import models

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice


class EForm(models.Model):
    """Biểu mẫu điện tử: one form, known by its code through all its versions."""

    code = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.code


class FormVersion(models.Model):
    """Phiên bản biểu mẫu: the questions as they were from one day to another. Published once, never edited."""

    form = models.ForeignKey(EForm, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    written = models.TextField()
    """The JSON Schema as it was published: text, because the order of its questions counts."""
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    objects = DatedQuerySet["FormVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number"),
            never_twice("form_version_once", "form"),
            in_order("form_version_order"),
        ]

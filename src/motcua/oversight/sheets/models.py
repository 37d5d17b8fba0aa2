"""Forms that were sent in, and who gets which form by mail."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from motcua.kernel.texts.mark import mark


class Subscription(models.Model):
    """Đăng ký nhận biểu: a form of an agency that goes to an address after every period.

    Retention: as the forms that were sent for it. Whose right to the figures has gone gets no more.
    """

    class Span(models.TextChoices):
        MONTH = "month", mark("Hằng tháng")
        QUARTER = "quarter", mark("Hằng quý")
        HALF = "half", mark("6 tháng")
        YEAR = "year", mark("Hằng năm")

    username = models.CharField(max_length=150)
    sheet_code = models.CharField(max_length=30)
    agency_code = models.CharField(max_length=35)
    period_rule = models.CharField(max_length=20)
    span = models.CharField(max_length=8, choices=Span)
    email = models.EmailField()
    since_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["username", "sheet_code", "agency_code", "period_rule", "span", "email"],
                condition=Q(ended_at=None),
                name="subscription_once",
            )
        ]
        ordering: ClassVar = ["id"]


class FrozenSheet(models.Model):
    """Biểu đã chốt: a form as it was sent in – cells, definitions, bounds, position, SHA-256. Never changed or removed.

    Retention: as official reports, in the archive. A trigger refuses every change. The same form of the same period
    frozen again is the next number; the ones before stay.
    """

    sheet_code = models.CharField(max_length=30)
    agency_code = models.CharField(max_length=35)
    first_on = models.DateField()
    last_on = models.DateField()
    number = models.SmallIntegerField()
    to_at = models.DateTimeField()
    position = models.BigIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=150)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="frozen", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet_code", "agency_code", "first_on", "last_on", "number"], name="frozen_numbered"
            ),
            models.UniqueConstraint(fields=["subscription", "first_on", "last_on"], name="frozen_once_a_turn"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="frozen_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency_code", "-frozen_at"], name="frozen_newest")]
        ordering: ClassVar = ["-frozen_at", "-id"]

    def get_absolute_url(self) -> str:
        return reverse("sheets:frozen", args=[self.pk])

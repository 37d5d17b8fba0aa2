from django.db import models
from django.db.models import Q

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice
from motcua.registry.organisation.rules import Level, Role, UnitKind


class Agency(models.Model):
    """Cơ quan: what an agency was called and where it was, over a span of days.

    A name is never edited: a renamed agency gets a second row of the same code, a merged one points to its successor.
    """

    code = models.CharField(max_length=35)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    level = models.CharField(max_length=10, choices=Level.choices())
    place_code = models.CharField(max_length=5)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    succeeded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Agency"].as_manager()

    class Meta:
        constraints = [
            never_twice("agency_once_a_day", "code"),
            in_order("agency_in_order"),
            models.CheckConstraint(
                name="agency_succeeded_once_ended", condition=Q(succeeded_by=None) | Q(valid_to__isnull=False)
            ),
        ]


class Unit(models.Model):
    """Phòng, ban: a part of an agency, over a span of days; a one-stop counter is one too."""

    agency_code = models.CharField(max_length=35)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=UnitKind.choices(), default=UnitKind.DIVISION)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Unit"].as_manager()

    class Meta:
        constraints = [never_twice("unit_once_a_day", "agency_code", "code"), in_order("unit_in_order")]


class Posting(models.Model):
    """Phân công: an officer's role at an agency, over a span of days. Retention: as the dossiers it explains."""

    username = models.CharField(max_length=150)
    agency_code = models.CharField(max_length=35)
    unit_code = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices())
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Posting"].as_manager()

    class Meta:
        constraints = [
            never_twice("posting_once_a_day", "username", "agency_code", "unit_code", "role"),
            in_order("posting_in_order"),
            models.CheckConstraint(name="posting_role_known", condition=Q(role__in=[role.value for role in Role])),
        ]
        indexes = [models.Index(fields=["username"]), models.Index(fields=["agency_code", "role"])]

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice
from motcua.registry.places.rules import Kind, Share


class Place(models.Model):
    """Đơn vị hành chính: a province, a district of before the reform, or a ward, over a span of days.

    A code (2, 3 or 5 digits) may come back for another area: 00004 was Trúc Bạch and is Ba Đình. `parent_code` is the
    district of an old ward, the province of all others, empty for a province.
    """

    code = models.CharField(max_length=5)
    kind = models.CharField(max_length=14, choices=Kind.choices())
    name = models.CharField(max_length=80)
    parent_code = models.CharField(max_length=3, blank=True)
    province_code = models.CharField(max_length=2)
    decree = models.CharField(max_length=120, blank=True)
    search_key = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200, db_collation="C")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Place"].as_manager()

    class Meta:
        constraints = [
            never_twice("place_once_a_day", "code"),
            models.UniqueConstraint(fields=["code", "valid_from"], name="place_begins_once"),
            in_order("place_in_order"),
        ]
        indexes = [
            models.Index(fields=["province_code", "sort_key"], condition=Q(valid_to=None), name="place_of_province"),
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="place_search"),
        ]


class Succession(models.Model):
    """Đơn vị kế thừa: on a day `old_code` ended and `new_code` took over all of it, most of it or a part."""

    old_code = models.CharField(max_length=5)
    new_code = models.CharField(max_length=5)
    on = models.DateField()
    share = models.CharField(max_length=5, choices=Share.choices(), default=Share.WHOLE.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old_code", "on", "new_code"], name="succession_once"),
        ]
        indexes = [models.Index(fields=["new_code", "on"])]

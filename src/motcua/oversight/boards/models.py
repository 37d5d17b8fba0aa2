"""Tables of boards: what maps are drawn from."""

from typing import ClassVar

from django.db import models

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice


class Boundary(models.Model):
    """Ranh giới: how a ward lies on the map, over a span of days. Retention: kept, it is public reference data.

    `polygons` as in GeoJSON's MultiPolygon: longitude and latitude to five places (a metre).
    """

    place_code = models.CharField(max_length=5)
    polygons = models.JSONField()
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Boundary"].as_manager()

    class Meta:
        constraints: ClassVar = [never_twice("boundary_once_a_day", "place_code"), in_order("boundary_in_order")]

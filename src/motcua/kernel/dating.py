"""Rows that hold from one day to another: half-open ``[valid_from, valid_to)``, no end while `valid_to` is null."""

from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Asks for the rows of a day."""

    def on(self, day: date) -> Self:
        """The rows that hold on `day`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def never_twice(name: str, *fields: str) -> ExclusionConstraint:
    """A constraint: no two rows with the same `fields` hold on the same day (needs the extension btree_gist).

    The fields come first: the index is searched by them, as thousands of rows hold over the same days.
    """
    period = Func(F("valid_from"), F("valid_to"), RangeBoundary(), function="DATERANGE", output_field=DateRangeField())
    same = [(F(field), RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(name=name, expressions=[*same, (period, RangeOperators.OVERLAPS)])


def in_order(name: str) -> models.CheckConstraint:
    """A constraint: a row does not end before it begins; one that ends on its first day never held."""
    return models.CheckConstraint(name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")))

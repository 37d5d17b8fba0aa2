"""How counts are spread: over the hours of a week, over the dossiers of a procedure; and how fresh they are."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max, Sum
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from motcua.kernel import clock
from motcua.oversight.insight.models import Entry, Measure, Movement, Reconciliation
from motcua.oversight.insight.queries.counting import Window

_SPANS = """
WITH done AS (
    SELECT c.procedure_code AS code, m.subject,
           sum(m.amount) FILTER (WHERE m.fact = 'finished') AS times,
           coalesce(sum(m.amount) FILTER (WHERE m.fact = 'handling'), 0) AS minutes,
           coalesce(sum(m.amount) FILTER (WHERE m.fact = 'finished' AND m.detail = 'late'), 0) AS late
    FROM insight_movement m JOIN insight_cut c ON c.id = m.cut_id
    WHERE m.measure_id IN (SELECT id FROM insight_measure WHERE fact IN ('finished', 'handling'))
      AND m.at >= %s AND m.at < %s
      AND (%s OR c.agency_code = ANY(%s)) AND (%s = '' OR c.procedure_code = %s)
    GROUP BY c.procedure_code, m.subject)
SELECT code, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes), sum(late)
FROM done WHERE times > 0 GROUP BY code ORDER BY code
"""


@dataclass(frozen=True)
class HandlingSpan:
    """How long the dossiers of a procedure really took, pauses left out; half and nine in ten took no longer."""

    procedure_code: str
    dossiers: int
    median_minutes: float
    ninetieth_minutes: float
    late: int


def by_hour(fact: str, window: Window, *, agencies: Collection[str] | None) -> dict[tuple[int, int], int]:
    """(weekday, hour) → how often a fact happened; Monday is 1, hours are those of the office."""
    rows = Movement.objects.filter(
        measure__in=Measure.objects.filter(fact=fact), at__gte=window.from_at, at__lt=window.to_at
    )
    if agencies is not None:
        rows = rows.filter(cut__agency_code__in=agencies)
    zone = clock.LOCAL
    found = (
        rows.annotate(weekday=ExtractIsoWeekDay("at", tzinfo=zone), hour=ExtractHour("at", tzinfo=zone))
        .values_list("weekday", "hour")
        .annotate(times=Sum("amount"))
        .order_by("weekday", "hour")
    )
    return {(weekday, hour): times for weekday, hour, times in found if times}


def handling_spans(window: Window, *, agencies: Collection[str] | None, procedure_code: str = "") -> list[HandlingSpan]:
    """By procedure ("": each), of the dossiers that were finished in the window; one statement."""
    given: list[Any] = [window.from_at, window.to_at, agencies is None, list(agencies or ())]
    with connection.cursor() as cursor:
        cursor.execute(_SPANS, [*given, procedure_code, procedure_code])
        return [HandlingSpan(code, n, float(half), float(most), int(late)) for code, n, half, most, late in cursor]


def newest_movement() -> int:
    """A number that grows whenever a figure may have changed."""
    return Entry.objects.aggregate(newest=Max("id"))["newest"] or 0


def last_check() -> Reconciliation | None:
    """The newest proof that the read tables are right."""
    return Reconciliation.objects.first()

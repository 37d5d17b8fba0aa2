"""The doubts of the catalogue, for those who settle them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from motcua.kernel.search.match import matching
from motcua.registry.catalogue.errors import NoSuchDoubt
from motcua.registry.catalogue.models import Doubt

OPEN = Q(settled_at__isnull=True, gone_at__isnull=True)
SETTLED = Q(settled_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many doubts of one part and reason wait, and how many are settled."""

    part: str
    reason: str
    waiting: int
    settled: int


def doubts(*, part: str = "", reason: str = "", text: str = "", is_settled: bool = False) -> QuerySet[Doubt]:
    """Doubts that wait (or are settled), narrowed; by procedure, or the best matches of `text` first."""
    rows = Doubt.objects.filter(SETTLED if is_settled else OPEN).select_related("procedure")
    if part:
        rows = rows.filter(part=part)
    if reason:
        rows = rows.filter(reason=reason)
    if text.strip():
        return matching(rows, text)
    return rows.order_by("-settled_at", "pk") if is_settled else rows.order_by("procedure__code", "part", "pk")


def tallies() -> list[Tally]:
    """Counts by part and reason, of all doubts that are not gone."""
    rows = Doubt.objects.filter(OPEN | SETTLED).values_list("part", "reason")
    counted = rows.annotate(waiting=Count("pk", filter=OPEN), settled=Count("pk", filter=SETTLED))
    return [Tally(*row) for row in counted.order_by("part", "-waiting", "reason")]


def doubt_number(pk: int) -> Doubt:
    """One doubt with its procedure; raises `NoSuchDoubt`."""
    doubt = Doubt.objects.select_related("procedure").filter(pk=pk).first()
    if doubt is None:
        raise NoSuchDoubt
    return doubt


def next_doubt(after: Doubt) -> Doubt | None:
    """Another open doubt of the same kind, best the next one: for settling one after the other."""
    alike = Doubt.objects.filter(OPEN, part=after.part, reason=after.reason).exclude(pk=after.pk).order_by("pk")
    return alike.filter(pk__gt=after.pk).first() or alike.first()

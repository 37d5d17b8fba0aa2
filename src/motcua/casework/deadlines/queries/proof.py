"""What the last proof of dates found, as far as an officer may see it."""

from dataclasses import dataclass
from typing import Any

from motcua.casework.deadlines.models import ClockCheck, ClockDifference, Recount
from motcua.casework.dossiers.public import clocks

MOST = 200


@dataclass(frozen=True)
class Proof:
    """The last proof, the differences that the officer may see, and the recounts under way or last ended."""

    check: ClockCheck | None
    differences: tuple[ClockDifference, ...]
    recounts: tuple[Recount, ...]


def last_proof(user: Any) -> Proof:
    """At most `MOST` differences; the undated first, then by code."""
    check = ClockCheck.objects.order_by("-started_at").first()
    found: tuple[ClockDifference, ...] = ()
    if check is not None:
        seen = clocks.visible_to(user).values("code")
        rows = check.differences.filter(dossier_code__in=seen).order_by("-stored_at", "dossier_code")
        found = tuple(rows[:MOST])
    recounts = Recount.objects.filter(moved_count__gt=0) | Recount.objects.filter(ended_at=None)
    return Proof(check, found, tuple(recounts.order_by("-id")[:10]))

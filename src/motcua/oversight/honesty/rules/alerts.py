"""An alert: so many dossiers of one agency bear a sign in one month that chance does not explain it. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.oversight.honesty.rules.chance import chance_of
from motcua.oversight.honesty.rules.patterns import Limits, Pattern
from motcua.oversight.honesty.rules.seen import Seen, month_of
from motcua.oversight.honesty.rules.signs import LOOKS, Around, Compared, Signed


@dataclass(frozen=True, slots=True)
class Alert:
    """One pattern at one agency in one month, with its dossiers and how unlikely it is."""

    pattern: Pattern
    agency_code: str
    month: date
    signed: tuple[Signed, ...]
    among: int
    usual_run: int
    chance: float


def alerts_in(
    agency_code: str, month: date, group: Sequence[Seen], limits: Mapping[Pattern, Limits], around: Around
) -> list[Alert]:
    """What is found in the dossiers of one agency in one month."""
    found = []
    for pattern, look in LOOKS.items():
        if pattern in limits:
            compared = look(month, group, limits[pattern], around)
            chance = _too_many(compared, limits[pattern])
            if chance is not None:
                found.append(
                    Alert(pattern, agency_code, month, compared.signed, compared.among, compared.usual_run, chance)
                )
    return found


def months_of(seen: Seen) -> set[date]:
    """The months in which a dossier may bear a sign."""
    moments = (seen.accepted_at, seen.ended_at, seen.stop.at if seen.stop else None)
    return {month_of(at) for at in moments if at is not None}


def by_agency_and_month(all_seen: Iterable[Seen]) -> dict[tuple[str, date], list[Seen]]:
    """The dossiers that each month of each agency is looked at with."""
    groups: dict[tuple[str, date], list[Seen]] = defaultdict(list)
    for seen in all_seen:
        for month in months_of(seen):
            groups[seen.agency_code, month].append(seen)
    return groups


def _too_many(compared: Compared, limits: Limits) -> float | None:
    """How likely chance alone is; None where that explains it or they are too few to say."""
    if len(compared.signed) < limits.whole("least"):
        return None
    chance = chance_of(len(compared.signed), compared.among, limits.share("usual_percent"))
    return chance if chance * limits.whole("odds") <= 1 else None

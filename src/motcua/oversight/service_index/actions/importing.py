"""Taking what the portal published, in the shape that it is checked in (docs/how-to/score-qd766.md)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.texts.mark import mark
from motcua.oversight.service_index.models import PublishedScore
from motcua.oversight.service_index.queries.scores import UnitScores, score_content
from motcua.oversight.service_index.rules.documents import days_of
from motcua.oversight.service_index.rules.figures import parsed
from motcua.oversight.service_index.rules.scoring import Scored
from motcua.registry.organisation.public import agency_names

NOT_OURS = mark("{unit}: mã «{code}» không phải cơ quan nào ở đây")
NO_POINTS = mark("{unit}, {item}: không có điểm công bố")
_MOST_POINTS = Decimal(10000)
TOO_MANY_POINTS = mark("{unit}, {item}: điểm công bố {points} lớn quá mức có thể")


@dataclass
class Taken:
    """How many points were new, how many were there, and what was left out with why."""

    new: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic(durable=True)
def import_published(content: bytes, *, sheet: str = "", actor: str, at: datetime) -> Taken:
    """Take the published points of our agencies; a second run with the same file takes nothing.

    Raises `FileNotReadable` when the file as a whole cannot be read or names no period.
    """
    first_on, last_on = days_of(parsed(content))
    scores = score_content(content, sheet=sheet, today=clock.local(at).date())
    ours = agency_names({unit.code for unit in scores.units if unit.code})
    taken, source = Taken(), hashlib.sha256(content).hexdigest()
    for unit in scores.units:
        taken.refused += unit.faults
        if unit.code not in ours:
            taken.refused.append(NOT_OURS.format(unit=unit.name, code=unit.code))
            continue
        for item in _usable(unit, taken):
            row = _row(unit, item, scores.sheet.code, first_on, last_on)
            _made, is_new = PublishedScore.objects.get_or_create(
                **row, source=source, defaults={**_figures(item), "imported_by": actor, "imported_at": at}
            )
            taken.new += is_new
            taken.known += not is_new
    return taken


def _usable(unit: UnitScores, taken: Taken) -> Iterator[Scored]:
    for item in unit.items:
        told = {"unit": unit.name, "item": item.code}
        if item.published is None or item.item is None:
            why = "; ".join(item.words)
            taken.refused.append(NO_POINTS.format(**told) + (f" ({why})" if why else ""))
        elif item.published >= _MOST_POINTS:
            taken.refused.append(TOO_MANY_POINTS.format(**told, points=item.published))
        else:
            yield item


def _row(unit: UnitScores, item: Scored, sheet_code: str, first_on: date, last_on: date) -> dict[str, object]:
    return {
        "agency_code": unit.code,
        "sheet_code": sheet_code,
        "item_code": item.code,
        "first_on": first_on,
        "last_on": last_on,
    }


def _figures(item: Scored) -> dict[str, object]:
    only = item.parts[0] if len(item.parts) == 1 else None
    return {
        "numerator": only.numerator if only else None,
        "denominator": only.denominator if only else None,
        "points": item.published,
    }

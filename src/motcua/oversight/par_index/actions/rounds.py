"""Opening a round for units, and closing it for good."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.once.keeping import Once, keep_outcome, outcome_of
from motcua.oversight.par_index.errors import NobodyToScore, RoundClosed, RoundThere, SheetsUnfinished
from motcua.oversight.par_index.events import RoundClosedForGood, RoundOpened
from motcua.oversight.par_index.models import CriteriaSet, Round, ScoringSheet
from motcua.oversight.par_index.rules.life import State
from motcua.registry.organisation.public import agency_names

_TOLD = 5


@transaction.atomic(durable=True)
def open_round(
    criteria_set: CriteriaSet,
    *,
    agency_code: str,
    units: Collection[str],
    name: str,
    due_on: date,
    officer: str,
    at: datetime,
    once: Once | None = None,
) -> Round:
    """Ask units to score themselves. Raises `NobodyToScore`, `RoundThere`, `SentOtherwise`."""
    if made_before := outcome_of(once, at=at):
        return Round.objects.get(pk=int(made_before))
    CriteriaSet.objects.select_for_update(no_key=True).get(pk=criteria_set.pk)
    if not units:
        raise NobodyToScore
    if Round.objects.filter(criteria_set=criteria_set, agency_code=agency_code, closed_at=None).exists():
        raise RoundThere(code=criteria_set.code)
    made = Round.objects.create(
        criteria_set=criteria_set,
        agency_code=agency_code,
        name=name,
        due_on=due_on,
        opened_by=officer,
        opened_at=at,
    )
    ScoringSheet.objects.bulk_create(ScoringSheet(round=made, agency_code=code) for code in sorted(set(units)))
    keep_outcome(once, made.pk)
    told: dict[str, Any] = {"criteria_set": criteria_set.code, "sheets": len(set(units))}
    record(RoundOpened(subject=f"par-round:{made.pk}", agency_code=agency_code, at=at, actor=officer, **told))
    return made


@transaction.atomic(durable=True)
def close_round(round_: Round, *, officer: str, at: datetime) -> Round:
    """Lock all sheets for good. Raises `RoundClosed`, `SheetsUnfinished`."""
    row = Round.objects.select_for_update(no_key=True, of=("self",)).select_related("criteria_set").get(pk=round_.pk)
    if row.closed_at is not None:
        raise RoundClosed
    sheets = list(ScoringSheet.objects.filter(round=row))
    unfinished = [sheet.agency_code for sheet in sheets if sheet.state != State.FINAL]
    if unfinished:
        names = agency_names(unfinished)
        told = ", ".join(names.get(code, code) for code in unfinished[:_TOLD])
        raise SheetsUnfinished(count=len(unfinished), names=told + ("…" if len(unfinished) > _TOLD else ""))
    row.closed_by, row.closed_at = officer, at
    row.save(update_fields=["closed_by", "closed_at"])
    closed: dict[str, Any] = {"criteria_set": row.criteria_set.code, "sheets": len(sheets)}
    record(
        RoundClosedForGood(subject=f"par-round:{row.pk}", agency_code=row.agency_code, at=at, actor=officer, **closed)
    )
    return row

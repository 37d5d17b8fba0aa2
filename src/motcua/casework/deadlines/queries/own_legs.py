"""The legs that wait at the agencies of an officer, and those that come to them next."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from motcua.casework.deadlines.models import DossierLeg
from motcua.casework.deadlines.queries.legs import LegView, agency_of, may_finish, rows_of, told_legs
from motcua.casework.deadlines.rules.legs import Holder
from motcua.casework.dossiers.permissions import SEE
from motcua.casework.dossiers.public import clocks
from motcua.kernel.access.rights import agencies_where
from motcua.registry.organisation.public import agency_names

MOST = 300


@dataclass(frozen=True)
class OwnLeg:
    """A leg of one's own: its dossier's code and procedure, nothing of the people in it."""

    code: str
    procedure_name: str
    leg: LegView
    is_visible: bool


@dataclass(frozen=True)
class OwnLegs:
    """What waits, the earliest due first, and what comes next; `more` dossiers were not looked at."""

    waiting: tuple[OwnLeg, ...]
    coming: tuple[OwnLeg, ...]
    more: int


def own_legs(user: Any, at: datetime) -> OwnLegs:
    """The unfinished legs of running dossiers that the officer's agencies hold and he may finish."""
    codes = list(_unfinished(user).values_list("dossier_code", flat=True).distinct().order_by("dossier_code"))
    running = clocks.clocks_of(clocks.open_rows().filter(code__in=codes).order_by("due_at", "id")[:MOST])
    rows: dict[str, list[DossierLeg]] = defaultdict(list)
    for row in rows_of([one.code for one in running]):
        rows[row.dossier_code].append(row)
    names = agency_names({agency_of(row, one) for one in running for row in rows[one.code]})
    seen = set(clocks.visible_to(user).filter(code__in=list(rows)).values_list("code", flat=True))
    mine = [
        OwnLeg(one.code, one.procedure_name, leg, one.code in seen)
        for one in running
        if (told := told_legs(one, rows[one.code], names, at))
        for leg in told.legs
        if leg.ended_at is None and may_finish(user, leg)
    ]
    waiting = sorted((one for one in mine if one.leg.is_open), key=lambda one: one.leg.due_at)
    coming = sorted((one for one in mine if not one.leg.is_open), key=lambda one: one.leg.promised_at)
    left = clocks.open_rows().filter(code__in=codes).count() - MOST if len(running) == MOST else 0
    return OwnLegs(tuple(waiting), tuple(coming), left)


def _unfinished(user: Any) -> Any:
    """Legs by the agency that is named in the plan, or of dossiers that the officer sees anyhow."""
    named = Q(pk__in=[])
    for code in agencies_where(user, SEE):
        named |= Q(planned__agency_code=code) | Q(planned__agency_code__startswith=f"{code}.")
    ours = ~Q(planned__holder=Holder.NAMED.value) & Q(dossier_code__in=clocks.visible_to(user).values("code"))
    return DossierLeg.objects.filter(named | ours, finished_at=None)

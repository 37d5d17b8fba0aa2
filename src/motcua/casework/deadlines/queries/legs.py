"""The legs of a dossier of a linked procedure: their dates by `linked_clock`, who is late, and who may say «xong»."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from motcua.casework.deadlines.models import DossierLeg
from motcua.casework.deadlines.rules.legs import Holder, waits_for
from motcua.casework.dossiers.permissions import PROCESS, RECEIVE, SEE, SIGN
from motcua.casework.dossiers.public import clocks
from motcua.kernel import clock
from motcua.kernel.access.rights import FORBIDDEN, may_at
from motcua.kernel.errors import NotAllowed
from motcua.kernel.ui.wording import moment
from motcua.registry.organisation.public import agency_names
from motcua.registry.worktime.public import (
    Allowance,
    Leg,
    Unit,
    allowance_words,
    calendar_of,
    linked_clock,
    remaining_words,
)

WORKERS = (RECEIVE, PROCESS, SIGN)


@dataclass(frozen=True)
class LegView:
    """One leg as counted and told; `started_at` is None until it begins, `is_open` while it can be finished."""

    dossier_code: str
    number: int
    name: str
    agency_code: str
    agency_name: str
    period: str
    is_parallel: bool
    started_at: datetime | None
    due_at: datetime
    promised_at: datetime
    ended_at: datetime | None
    finished_by: str
    standing: Any
    is_open: bool
    late_minutes: int
    late: str
    left: str
    plain: str

    @property
    def tone(self) -> str:
        """Its colour on a page."""
        return "late" if self.standing.is_late else "done" if self.ended_at else "working"


@dataclass(frozen=True)
class LegsTold:
    """The whole: its legs in order, its date, how it stands, and in words whose legs made it late."""

    legs: tuple[LegView, ...]
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    standing: Any
    verdict: tuple[str, ...]
    legal_basis: str


def legs_of(one: clocks.DossierClock, at: datetime) -> LegsTold | None:
    """The legs at that moment in the language of the request; None if the procedure is not linked."""
    rows = rows_of([one.code])
    return told_legs(one, rows, agency_names({agency_of(row, one) for row in rows}), at)


def told_legs(
    one: clocks.DossierClock, rows: Sequence[DossierLeg], names: Mapping[str, str], at: datetime
) -> LegsTold | None:
    """The legs of a dossier from its rows, by number; None without any."""
    if not rows or one.started_at is None or one.accepted_at is None:
        return None
    begins_at_counter = rows[0].planned.holder == Holder.RECEIVING
    started_at = one.accepted_at if begins_at_counter else one.started_at
    after = waits_for(row.planned.is_parallel for row in rows)
    counted = [_counted(row, waited, one) for row, waited in zip(rows, after, strict=True)]
    whole = linked_clock(counted, started_at=started_at, at=at)
    dates = {int(leg.code): leg for leg in whole.legs}
    legs = tuple(_view(row, dates[row.planned.number], one, names, at) for row in rows)
    return LegsTold(
        legs,
        started_at,
        whole.due_at,
        whole.ended_at,
        whole.standing,
        tuple(_verdict(whole, {leg.number: leg for leg in legs})),
        rows[0].planned.plan.legal_basis,
    )


def rows_of(codes: Collection[str]) -> list[DossierLeg]:
    """The legs that were laid down for dossiers, by number."""
    found = DossierLeg.objects.filter(dossier_code__in=codes).select_related("planned__plan")
    return list(found.order_by("dossier_code", "planned__number"))


def agency_of(row: DossierLeg, one: clocks.DossierClock) -> str:
    """Whose leg it is; a leg of the handling agency goes with the dossier until it is finished."""
    by_holder = {Holder.HANDLING: one.agency_code, Holder.RECEIVING: one.receiving_agency_code}
    return row.finished_for or row.planned.agency_code or by_holder[Holder(row.planned.holder)]


def seen_clock(user: Any, code: str) -> clocks.DossierClock:
    """The clock of a dossier that the officer may see, or of which his agency has a leg; else 404."""
    try:
        return clocks.clock_for(user, code)
    except Http404:
        named = {row.planned.agency_code for row in rows_of([code])} - {""}
        if not any(may_at(user, SEE, agency_code) for agency_code in named):
            raise
    return _without_words(clocks.clocks_of(clocks.all_rows().filter(code=code))[0])


def _without_words(one: clocks.DossierClock) -> clocks.DossierClock:
    """For who has only a leg: when the clock stood and on what ground, not what was written or by whom."""
    return replace(one, stops=tuple(replace(stop, reason="", started_by="", ended_by="") for stop in one.stops))


def may_open(user: Any, code: str) -> bool:
    """Whether the dossier itself may be opened, not only its clock."""
    return clocks.visible_to(user).filter(code=code).exists()


def may_finish(user: Any, leg: LegView) -> bool:
    """Whether the officer works at the agency of the leg."""
    return any(may_at(user, may, leg.agency_code) for may in WORKERS)


def leg_for(user: Any, code: str, number: int, at: datetime) -> LegView:
    """The leg for an officer of its agency: unseen is 404, seen but another agency's is 403."""
    told = legs_of(seen_clock(user, code), at)
    leg = next((leg for leg in told.legs if leg.number == number), None) if told else None
    if leg is None:
        raise Http404
    if not may_finish(user, leg):
        raise NotAllowed(FORBIDDEN, permission=PROCESS.label)
    return leg


def legs_data(told: LegsTold | None) -> dict[str, Any] | None:
    """As plain JSON values, moments on the Vietnamese wall clock."""
    if told is None:
        return None
    return {
        "due_at": _iso(told.due_at),
        "standing": told.standing.verdict,
        "said": list(told.verdict),
        "legal_basis": told.legal_basis,
        "legs": [_leg_data(leg) for leg in told.legs],
    }


def _counted(row: DossierLeg, waited: Sequence[int], one: clocks.DossierClock) -> Leg:
    """As the clock wants it; the dossier's end ends its legs, and what stopped it later does not move them."""
    ended_at = row.finished_at or one.ended_at
    return Leg(
        str(row.planned.number),
        Allowance(row.planned.amount, Unit(row.planned.unit)),
        calendar_of(agency_of(row, one)),
        after=tuple(str(number) for number in waited),
        policy=one.policy,
        stops=tuple(stop.halt for stop in one.stops if ended_at is None or stop.from_at < ended_at),
        ended_at=ended_at,
    )


def _view(row: DossierLeg, dates: Any, one: clocks.DossierClock, names: Mapping[str, str], at: datetime) -> LegView:
    planned, code = row.planned, agency_of(row, one)
    return LegView(
        dossier_code=one.code,
        number=planned.number,
        name=planned.name,
        agency_code=code,
        agency_name=names.get(code, code),
        period=allowance_words(Allowance(planned.amount, Unit(planned.unit))),
        is_parallel=planned.is_parallel,
        started_at=dates.started_at,
        due_at=dates.due_at,
        promised_at=dates.promised_at,
        ended_at=dates.ended_at,
        finished_by=row.finished_by,
        standing=dates.standing,
        is_open=dates.started_at is not None and dates.ended_at is None,
        late_minutes=dates.overrun_minutes,
        late=remaining_words(calendar_of(code), dates.ended_at or at, dates.due_at) if dates.standing.is_late else "",
        left=remaining_words(calendar_of(code), at, dates.due_at) if dates.ended_at is None else "",
        plain=_plain(planned, dates, names.get(code, code)),
    )


def _plain(planned: Any, dates: Any, agency: str) -> str:
    """The leg in one sentence that anybody understands."""
    said = {"number": planned.number, "name": planned.name, "agency": agency, "due": moment(dates.due_at)}
    if dates.ended_at is not None:
        text = _("Chặng {number}, {name}: {agency} đã làm xong lúc {end}, hạn là {due}.")
        return text.format(**said, end=moment(dates.ended_at))
    if dates.started_at is None:
        text = _("Chặng {number}, {name}: {agency} làm sau khi chặng trước xong, theo kế hoạch là {promised}.")
        return text.format(**said, promised=moment(dates.promised_at))
    return _("Chặng {number}, {name}: {agency} đang làm, hạn là {due}.").format(**said)


def _verdict(whole: Any, legs: dict[int, LegView]) -> list[str]:
    """Whose legs made the whole late, most first; while it is not late, which legs overran without harm."""
    if whole.standing.is_late:
        late = [legs[int(blame.code)] for blame in whole.blamed]
        text = _("Cả hồ sơ trễ do chặng {number} «{name}» của {agency}: {late}.")
    else:
        late = [leg for leg in legs.values() if leg.late]
        text = _("Chặng {number} «{name}» của {agency} {late}, nhưng cả hồ sơ chưa trễ.")
    return [text.format(number=leg.number, name=leg.name, agency=leg.agency_name, late=leg.late) for leg in late]


def _leg_data(leg: LegView) -> dict[str, Any]:
    return {
        "number": leg.number,
        "name": leg.name,
        "agency": leg.agency_code,
        "period": leg.period,
        "is_parallel": leg.is_parallel,
        "started_at": _iso(leg.started_at),
        "due_at": _iso(leg.due_at),
        "promised_at": _iso(leg.promised_at),
        "ended_at": _iso(leg.ended_at),
        "standing": leg.standing.verdict,
        "late_minutes": leg.late_minutes,
    }


def _iso(at: datetime | None) -> str | None:
    return clock.local(at).isoformat() if at else None

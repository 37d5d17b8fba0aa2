"""Plans of legs are declared, laid down for a dossier, and its legs finished one by one."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.casework.deadlines.errors import LegAlreadyFinished, LegNotBegun, PlanNotUsable
from motcua.casework.deadlines.events import LegFinished, LegsDeclared
from motcua.casework.deadlines.models import DossierLeg, LegPlan, PlannedLeg
from motcua.casework.deadlines.queries.legs import LegView, agency_of
from motcua.casework.deadlines.rules.legs import PlanDraft, leg_place, waits_for
from motcua.casework.dossiers.public import clocks
from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.kernel.ui.wording import moment
from motcua.registry.catalogue.public import procedure_names
from motcua.registry.organisation.public import agency_names


@transaction.atomic(durable=True)
def declare_legs(draft: PlanDraft, *, actor: str, at: datetime) -> LegPlan:
    """Declare the legs of a procedure; the plan that held until then ends. Raises `PlanNotUsable`."""
    take_turn_at(LegPlan)
    _check(draft)
    plans = LegPlan.objects.select_for_update(no_key=True).filter(procedure_code=draft.procedure_code)
    if plans.filter(valid_from__gte=draft.valid_from).exists():
        reason = mark("đã có kế hoạch từ ngày này hoặc sau đó; kế hoạch mới phải bắt đầu muộn hơn.")
        raise PlanNotUsable(place="«valid_from»", reason=reason)
    plans.filter(Q(valid_to=None) | Q(valid_to__gt=draft.valid_from)).update(valid_to=draft.valid_from)
    plan = LegPlan.objects.create(
        procedure_code=draft.procedure_code,
        legal_basis=draft.legal_basis,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        declared_at=at,
        declared_by=actor,
    )
    rows = [PlannedLeg(plan=plan, number=number, **vars(leg)) for number, leg in enumerate(draft.legs, 1)]
    PlannedLeg.objects.bulk_create(rows)
    record(
        LegsDeclared(
            subject=f"legs:{draft.procedure_code}",
            agency_code="",
            at=at,
            actor=actor,
            procedure_code=draft.procedure_code,
            valid_from=draft.valid_from,
            legs=len(rows),
        )
    )
    return plan


@transaction.atomic(durable=True)
def lay_legs(dossier_code: str, *, procedure_code: str, on: date) -> None:
    """Give a dossier the legs of the plan of that day; one that has legs keeps them."""
    plan = LegPlan.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), procedure_code=procedure_code)
    legs = PlannedLeg.objects.filter(plan=plan.filter(valid_from__lte=on).first()).order_by("number")
    if not DossierLeg.objects.filter(dossier_code=dossier_code).exists():
        rows = [DossierLeg(dossier_code=dossier_code, planned=leg) for leg in legs]
        DossierLeg.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic(durable=True)
def finish_leg(leg: LegView, *, officer: str, at: datetime) -> None:
    """The agency's part is done; legs that waited for it begin. The caller has asked whether the officer may.

    Raises `LegAlreadyFinished`, `LegNotBegun`.
    """
    one = clocks.clocks_of(clocks.all_rows().filter(code=leg.dossier_code))[0]
    held = DossierLeg.objects.select_for_update(no_key=True, of=("self",)).select_related("planned__plan")
    rows = {row.planned.number: row for row in held.filter(dossier_code=one.code).order_by("planned__number")}
    row = rows[leg.number]
    if row.finished_at is not None:
        raise LegAlreadyFinished(number=leg.number, at=moment(row.finished_at))
    if one.ended_at is not None:
        raise LegNotBegun(number=leg.number, reason=mark("hồ sơ đã kết thúc."))
    waited = waits_for(other.planned.is_parallel for other in rows.values())[leg.number - 1]
    if any(rows[number].finished_at is None for number in waited):
        raise LegNotBegun(number=leg.number, reason=mark("chặng trước chưa xong."))
    row.finished_at, row.finished_by, row.finished_for = at, officer, agency_of(row, one)
    row.save(update_fields=["finished_at", "finished_by", "finished_for"])
    record(
        LegFinished(
            subject=one.code,
            agency_code=row.finished_for,
            at=at,
            actor=officer,
            procedure_code=one.procedure_code,
            leg=leg.number,
            legs=len(rows),
        )
    )


def _check(draft: PlanDraft) -> None:
    """What it names must exist."""
    if not procedure_names([draft.procedure_code]):
        raise PlanNotUsable(place="«procedure»", reason=mark("không có thủ tục mang mã này."))
    known = agency_names({leg.agency_code for leg in draft.legs if leg.agency_code})
    for number, leg in enumerate(draft.legs, 1):
        if leg.agency_code and leg.agency_code not in known:
            raise PlanNotUsable(place=f"{leg_place(number)}, «agency»", reason=mark("không có cơ quan mang mã này."))

"""Drafting and issuing a yearly plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.kernel.events.store import record
from motcua.kernel.once.keeping import Once, outcome_of
from motcua.oversight.inspection.errors import AnotherYear, MoveNotAllowed, NotBelow, NumberTaken, UnitsMissing
from motcua.oversight.inspection.events import PlanDrafted, PlanIssued
from motcua.oversight.inspection.models import InspectionPlan, PlannedAgency
from motcua.oversight.inspection.queries.units import units_below
from motcua.oversight.inspection.rules.life import PlanState
from motcua.oversight.inspection.rules.said import said
from motcua.registry.organisation.public import agency_names


@dataclass(frozen=True)
class Draft:
    """What a plan says; `agencies`: code → month, if it says one."""

    year: int
    number: str
    signed_on: date
    title: str
    agencies: Mapping[str, int | None]


@transaction.atomic(durable=True)
def draft_plan(
    agency_code: str, draft: Draft, *, key: UUID, officer: str, at: datetime, once: Once | None = None
) -> InspectionPlan:
    """Write a plan down with whom it names; the same key twice is one plan.

    Raises `FieldsMissing`, `AnotherYear`, `UnitsMissing`, `NotBelow`, `NumberTaken`.
    """
    outcome_of(once, at=at)
    if abs(draft.signed_on.year - draft.year) > 1:
        told: dict[str, Any] = {"day": f"{draft.signed_on:%d/%m/%Y}", "year": draft.year}
        raise AnotherYear(fields={"signed_on": AnotherYear.text.format(**told)}, **told)
    plan = InspectionPlan(
        key=key,
        agency_code=agency_code,
        year=draft.year,
        number=said(draft.number, "number"),
        signed_on=draft.signed_on,
        title=said(draft.title, "title"),
        among_count=_checked(agency_code, draft.agencies, draft.signed_on),
        made_by=officer,
        made_at=at,
    )
    same = _kept(plan)
    if same is not None:
        return same
    PlannedAgency.objects.bulk_create(
        PlannedAgency(plan=plan, agency_code=code, month=month) for code, month in sorted(draft.agencies.items())
    )
    record(
        PlanDrafted(
            subject=f"inspection-plan:{plan.pk}",
            agency_code=agency_code,
            at=at,
            actor=officer,
            year=plan.year,
            agencies=sorted(draft.agencies),
        )
    )
    return plan


def _kept(plan: InspectionPlan) -> InspectionPlan | None:
    """Write the row; the one of the same key if it is there. Raises `NumberTaken`."""
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as error:
        same = InspectionPlan.objects.filter(key=plan.key, agency_code=plan.agency_code).first()
        if same is None:
            told: dict[str, Any] = {"number": plan.number, "year": plan.year}
            raise NumberTaken(fields={"number": NumberTaken.text.format(**told)}, **told) from error
        return same
    return None


@transaction.atomic(durable=True)
def issue_plan(plan: InspectionPlan, *, officer: str, at: datetime) -> InspectionPlan:
    """From now on the plan holds; its share of all agencies is told with it. Raises `MoveNotAllowed`."""
    plan = InspectionPlan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.pk)
    if plan.state != PlanState.DRAFT:
        raise MoveNotAllowed(move=PlanState.ISSUED.label, state=PlanState(plan.state).label)
    plan.state, plan.issued_at = PlanState.ISSUED, at
    plan.save(update_fields=["state", "issued_at"])
    record(
        PlanIssued(
            subject=f"inspection-plan:{plan.pk}",
            agency_code=plan.agency_code,
            at=at,
            actor=officer,
            year=plan.year,
            agencies=list(plan.agencies.values_list("agency_code", flat=True).order_by("agency_code")),
            among=plan.among_count,
        )
    )
    return plan


def _checked(agency_code: str, agencies: Mapping[str, int | None], on: date) -> int:
    """How many there are to choose from."""
    if not agencies:
        raise UnitsMissing(fields={"agency": UnitsMissing.text})
    known = {unit.code for unit in units_below(agency_code, on=on)}
    for code in agencies:
        if code not in known:
            raise NotBelow(agency=agency_names([code]).get(code, code))
    return len(known)

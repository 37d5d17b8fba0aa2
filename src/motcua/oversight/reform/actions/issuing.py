"""Issuing a draft by a paper with number and day: refused while something must be mended, reasons for the rest kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.oversight.reform.errors import (
    ChangesMissing,
    DecisionMissing,
    DecisionTooEarly,
    ObjectionsStand,
    PlanEmpty,
    PlanNotDraft,
    ReasonMissing,
)
from motcua.oversight.reform.events import PlanAmended, PlanIssued
from motcua.oversight.reform.models import Acknowledgement, Edition, Plan
from motcua.oversight.reform.queries.objecting import Objection
from motcua.oversight.reform.queries.remarks import objections_to
from motcua.oversight.reform.rules.words import PlanState, Weight


@dataclass(frozen=True)
class Paper:
    """What a plan is issued by: number and sign, day, and what an amendment changes."""

    decision: str
    issued_on: date | None
    changes: str = ""


@transaction.atomic(durable=True)
def issue_plan(plan: Plan, paper: Paper, *, reasons: Mapping[int, str], officer: str, at: datetime) -> Edition:
    """Issue the draft. `reasons`: by the place among the warnings; 0 is a reason for all that have none of their own.

    Raises `PlanNotDraft`, `PlanEmpty`, `DecisionMissing`, `DecisionTooEarly`, `ChangesMissing`, `ObjectionsStand`,
    `ReasonMissing`.
    """
    plan = Plan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.pk)
    edition = plan.editions.filter(issued_at=None).first()
    if edition is None:
        raise PlanNotDraft
    targets = edition.targets.count()
    if not targets:
        raise PlanEmpty
    before = plan.editions.filter(issued_at__isnull=False).order_by("-number").first()
    _check_paper(paper, before, at)
    answered = _answered(objections_to(plan.code), reasons)
    edition.decision, edition.issued_on, edition.changes = paper.decision, paper.issued_on, paper.changes
    edition.issued_at, edition.issued_by = at, officer
    edition.save()
    plan.state = PlanState.ISSUED
    plan.save(update_fields=["state"])
    _keep(edition, answered, officer=officer, at=at)
    said = {"subject": plan.code, "agency_code": plan.agency_code, "at": at, "actor": officer}
    if before is None:
        years = {"year_from": plan.year_from, "year_to": plan.year_to}
        record(PlanIssued(**said, **years, edition=edition.number, targets=targets))  # type: ignore[arg-type]
    else:
        record(PlanAmended(**said, edition=edition.number, targets=targets))  # type: ignore[arg-type]
    return edition


def _check_paper(paper: Paper, before: Edition | None, at: datetime) -> None:
    faults = {}
    if not paper.decision:
        faults["decision"] = DecisionMissing.text
    if paper.issued_on is None or paper.issued_on > clock.local(at).date():
        faults["issued_on"] = DecisionMissing.text
    if faults:
        raise DecisionMissing(fields=faults)
    if before is not None and before.issued_on and paper.issued_on and paper.issued_on < before.issued_on:
        raise DecisionTooEarly(fields={"issued_on": DecisionMissing.text}, day=before.issued_on)
    if before is not None and not paper.changes:
        raise ChangesMissing(fields={"changes": ChangesMissing.text})


def _answered(found: list[Objection], reasons: Mapping[int, str]) -> list[tuple[Objection, str]]:
    """Each warning with its reason."""
    stops = [one for one in found if one.weight is Weight.STOPS]
    if stops:
        raise ObjectionsStand(count=len(stops))
    for_all = reasons.get(0, "").strip()
    answered = [(one, reasons.get(place, "").strip() or for_all) for place, one in enumerate(found, start=1)]
    missing = sum(not reason for _one, reason in answered)
    if missing:
        fields = {f"reason_{place}": ReasonMissing.text for place, pair in enumerate(answered, start=1) if not pair[1]}
        raise ReasonMissing(fields={name: text.format(count=missing) for name, text in fields.items()}, count=missing)
    return answered


def _keep(edition: Edition, answered: list[tuple[Objection, str]], *, officer: str, at: datetime) -> None:
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            edition=edition,
            kind=one.kind[:40],
            subjects=" ".join(one.subject_codes)[:300],
            objection=one.text,
            reason=reason,
            given_at=at,
            given_by=officer,
        )
        for one, reason in answered
    )

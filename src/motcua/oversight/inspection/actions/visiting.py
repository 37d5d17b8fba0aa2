"""Opening an inspection with its team, and its moves up to the end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.access.rights import covers
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile
from motcua.kernel.once.keeping import Once, outcome_of
from motcua.oversight.inspection.errors import (
    MoveNotAllowed,
    NotBelow,
    OwnAgency,
    PeriodFaulty,
    TeamFaulty,
)
from motcua.oversight.inspection.events import InspectionMoved, InspectionOpened, MinutesWritten
from motcua.oversight.inspection.models import (
    Checklist,
    Inspection,
    InspectionPlan,
    Judgement,
    TeamMember,
)
from motcua.oversight.inspection.queries.units import units_below
from motcua.oversight.inspection.queries.work import check_closable, check_concludable, check_minutes
from motcua.oversight.inspection.rules.life import Move, PlanState, State, after
from motcua.oversight.inspection.rules.said import said
from motcua.oversight.inspection.rules.words import Mode
from motcua.registry.organisation.public import agency_names, postings_of
from motcua.registry.people.public import officer_names


@dataclass(frozen=True)
class Visit:
    """What an inspection is to be."""

    inspected_code: str
    mode: Mode
    checklist: Checklist
    first_on: date
    last_on: date
    visit_on: date
    head: str
    members: tuple[str, ...]

    @property
    def team(self) -> tuple[str, ...]:
        """The head first, nobody twice."""
        return tuple(dict.fromkeys((self.head, *self.members)))


@transaction.atomic(durable=True)
def open_inspection(
    plan: InspectionPlan, visit: Visit, *, key: UUID, officer: str, at: datetime, once: Once | None = None
) -> Inspection:
    """Prepare an inspection under an issued plan; the same key twice is one inspection.

    Raises `MoveNotAllowed`, `PeriodFaulty`, `NotBelow`, `TeamFaulty`, `OwnAgency`.
    """
    outcome_of(once, at=at)
    plan = InspectionPlan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.pk)
    if same := Inspection.objects.filter(key=key, plan=plan).first():
        return same
    if plan.state != PlanState.ISSUED:
        raise MoveNotAllowed(move=Move.ANNOUNCE.label, state=PlanState(plan.state).label)
    _check(plan, visit)
    inspection = Inspection.objects.create(
        key=key,
        plan=plan,
        number=plan.inspections.count() + 1,
        agency_code=plan.agency_code,
        inspected_code=visit.inspected_code,
        mode=visit.mode,
        is_planned=plan.agencies.filter(agency_code=visit.inspected_code).exists(),
        checklist=visit.checklist,
        first_on=visit.first_on,
        last_on=visit.last_on,
        visit_on=visit.visit_on,
        made_by=officer,
        made_at=at,
    )
    TeamMember.objects.bulk_create(
        TeamMember(inspection=inspection, username=name, is_head=name == visit.head) for name in visit.team
    )
    record(_opened(inspection, visit, officer=officer, at=at))
    return inspection


@transaction.atomic(durable=True)
def move_inspection(inspection: Inspection, move: Move, *, officer: str, at: datetime, words: str = "") -> Inspection:
    """One step of its life; minutes and conclusion are words. Raises `MoveNotAllowed` and what the move demands."""
    inspection = Inspection.objects.select_for_update(no_key=True, of=("self",)).get(pk=inspection.pk)
    inspection.state = after(inspection.life, move)
    _PREPARE.get(move, _nothing)(inspection, words, at)
    inspection.save(update_fields=["state", "begun_at", "minuted_at", "concluded_at", "minutes_note", "conclusion"])
    record(_told(inspection, move, officer=officer, at=at))
    return inspection


@transaction.atomic(durable=True)
def attach_minutes(inspection: Inspection, file: StoredFile) -> None:
    """Keep the printed minutes as they were; once there they stay."""
    Inspection.objects.filter(pk=inspection.pk, minutes_file=None).update(minutes_file=file)


def _check(plan: InspectionPlan, visit: Visit) -> None:
    if visit.first_on > visit.last_on:
        raise PeriodFaulty(fields={"last_on": PeriodFaulty.text})
    if visit.inspected_code not in {unit.code for unit in units_below(plan.agency_code, on=visit.visit_on)}:
        name = agency_names([visit.inspected_code]).get(visit.inspected_code, visit.inspected_code)
        raise NotBelow(agency=name, fields={"inspected": NotBelow.text.format(agency=name)})
    _check_team(visit.team, visit.inspected_code, visit.visit_on)


def _check_team(team: Collection[str], inspected_code: str, on: date) -> None:
    """Officers that there are, none of them at the inspected agency or below it on the day of the visit."""
    names = officer_names(set(team))
    unknown = [name for name in team if name not in names]
    if unknown or not all(team):
        who, where = ", ".join(filter(None, unknown)) or "–", "others" if any(unknown) else "head"
        raise TeamFaulty(who=who, fields={where: TeamFaulty.text.format(who=who)})
    for place, username in enumerate(team):
        if any(covers(frozenset({inspected_code}), post.agency_code) for post in postings_of(username, on)):
            name, where = names[username], "others" if place else "head"
            raise OwnAgency(name=name, fields={where: OwnAgency.text.format(name=name)})


def _begin(inspection: Inspection, _words: str, at: datetime) -> None:
    inspection.begun_at = at


def _write_minutes(inspection: Inspection, words: str, at: datetime) -> None:
    check_minutes(inspection)
    inspection.minuted_at, inspection.minutes_note = at, words.strip()


def _conclude(inspection: Inspection, words: str, at: datetime) -> None:
    inspection.conclusion = said(words, "conclusion")
    check_concludable(inspection)
    inspection.concluded_at = at


def _close(inspection: Inspection, _words: str, _at: datetime) -> None:
    check_closable(inspection)


def _nothing(_inspection: Inspection, _words: str, _at: datetime) -> None:
    pass


_PREPARE = {Move.BEGIN: _begin, Move.WRITE_MINUTES: _write_minutes, Move.CONCLUDE: _conclude, Move.CLOSE: _close}


def _opened(inspection: Inspection, visit: Visit, *, officer: str, at: datetime) -> Event:
    return InspectionOpened(
        subject=f"inspection:{inspection.pk}",
        agency_code=inspection.agency_code,
        at=at,
        actor=officer,
        plan=inspection.plan_id,
        inspected=inspection.inspected_code,
        mode=inspection.mode,
        is_planned=inspection.is_planned,
        first_on=inspection.first_on,
        last_on=inspection.last_on,
        checklist=inspection.checklist_id,
        team=list(visit.team),
    )


def _told(inspection: Inspection, move: Move, *, officer: str, at: datetime) -> Event:
    if move is Move.WRITE_MINUTES:
        return MinutesWritten(
            subject=f"inspection:{inspection.pk}",
            agency_code=inspection.agency_code,
            at=at,
            actor=officer,
            inspected=inspection.inspected_code,
            findings=inspection.findings.count(),
            judged=Judgement.objects.filter(dossier__draw__inspection=inspection).count(),
        )
    return InspectionMoved(
        subject=f"inspection:{inspection.pk}",
        agency_code=inspection.agency_code,
        at=at,
        actor=officer,
        inspected=inspection.inspected_code,
        mode=inspection.mode,
        move=move.value,
        state=State(inspection.state).value,
    )

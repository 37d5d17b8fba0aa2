"""The moves of a task's life. Each locks it, asks the table, writes one line and one event.

`seen` is the number of the last line that the officer had before him: who looked at an older page is told so, and the
same words sent twice are written once.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile
from motcua.oversight.assignments.actions.telling import locked, told
from motcua.oversight.assignments.errors import ChangedMeanwhile, NotGivenYet, OwnProduct
from motcua.oversight.assignments.events import AssignmentMoved
from motcua.oversight.assignments.models import Assignment, Entry
from motcua.oversight.assignments.rules.entries import Leads, Said, check, check_lead
from motcua.oversight.assignments.rules.life import SIDES, Move, Side, State, after
from motcua.oversight.assignments.rules.rounds import Periodicity, due_days
from motcua.registry.organisation.public import codes_under, postings_of


@dataclass(frozen=True)
class Hand:
    """Who makes a move, and how much of the task's life he had seen."""

    officer: str
    seen: int


@transaction.atomic(durable=True)
def accept_assignment(assignment: Assignment, *, hand: Hand, at: datetime) -> Assignment:
    """The lead takes it up."""
    return _moved(assignment, Move.ACCEPT, Said(), hand, at)


@transaction.atomic(durable=True)
def report_progress(assignment: Assignment, *, said: Said, hand: Hand, at: datetime) -> Assignment:
    """What is done and what is left, in words and per cent."""
    return _moved(assignment, Move.REPORT, said, hand, at)


@transaction.atomic(durable=True)
def submit_product(
    assignment: Assignment, *, said: Said, file: StoredFile | None, hand: Hand, at: datetime
) -> Assignment:
    """The product goes to the supervising unit; its day decides whether it was in time."""
    return _moved(assignment, Move.SUBMIT, said, hand, at, file=file)


@transaction.atomic(durable=True)
def accept_product(assignment: Assignment, *, said: Said, hand: Hand, at: datetime) -> Assignment:
    """The supervising unit says that it is done; a periodic task goes on to its next round."""
    return _moved(assignment, Move.ACCEPT_PRODUCT, said, hand, at)


@transaction.atomic(durable=True)
def send_back_product(assignment: Assignment, *, said: Said, hand: Hand, at: datetime) -> Assignment:
    """Not yet what was asked for, with the reason."""
    return _moved(assignment, Move.SEND_BACK, said, hand, at)


@transaction.atomic(durable=True)
def suspend_assignment(assignment: Assignment, *, said: Said, hand: Hand, at: datetime) -> Assignment:
    """Stopped by a decision."""
    return _moved(assignment, Move.SUSPEND, said, hand, at)


@transaction.atomic(durable=True)
def resume_assignment(assignment: Assignment, *, said: Said, hand: Hand, at: datetime) -> Assignment:
    """Taken up again; the lead accepts anew."""
    return _moved(assignment, Move.RESUME, said, hand, at)


@transaction.atomic(durable=True)
def adjust_deadline(assignment: Assignment, *, said: Said, hand: Hand, at: datetime) -> Assignment:
    """Another deadline by a decision; the line keeps the old one."""
    return _moved(assignment, Move.ADJUST, said, hand, at)


@transaction.atomic(durable=True)
def change_lead(assignment: Assignment, *, said: Said, hand: Hand, at: datetime) -> Assignment:
    """Another agency leads from now on and accepts anew; the line keeps who led before and why."""
    return _moved(assignment, Move.REASSIGN, said, hand, at)


def _moved(
    assignment: Assignment, move: Move, said: Said, hand: Hand, at: datetime, file: StoredFile | None = None
) -> Assignment:
    row, last = locked(assignment)
    if last is None:
        raise NotGivenYet
    if hand.seen != last.number:
        if _is_the_same(last, move, said, hand):
            return row
        raise ChangedMeanwhile
    today, was_due_on, was_lead = clock.local(at).date(), row.due_on, row.lead_code
    state = after(row.life, move, has_next_round=_next_due(row) is not None)
    check(move, replace(said, has_file=file is not None), due_on=row.due_on, today=today)
    if move is Move.REASSIGN:
        check_lead(
            said, Leads(row.lead_code, row.supervisor_code, frozenset(codes_under([row.agency_code.split(".")[0]])))
        )
    _check_side(row, move, hand, last)
    handed_in_on = {Move.SUBMIT: today, Move.ACCEPT_PRODUCT: last.handed_in_on}.get(move)
    _turn(row, move, said)
    row.state = state
    row.save(update_fields=["state", "due_on", "round_number", "lead_code", "co_codes"])
    side = {Side.LEAD: row.lead_code, Side.SUPERVISOR: row.supervisor_code, Side.ISSUER: row.agency_code}[SIDES[move]]
    entry = told(row, move, officer=hand.officer, agency_code=side, at=at, was_due_on=was_due_on,
                 before=last, said=said, file=file, handed_in_on=handed_in_on,
                 was_lead=was_lead if move is Move.REASSIGN else "")  # fmt: skip
    entry.save(force_insert=True)
    record(
        AssignmentMoved(
            subject=row.code, agency_code=row.lead_code, at=at, actor=hand.officer, move=str(move), state=str(state),
            entry=entry.number, round=row.round_number, due_on=row.due_on, was_due_on=was_due_on,
        )
    )  # fmt: skip
    return row


def _is_the_same(last: Entry, move: Move, said: Said, hand: Hand) -> bool:
    """A button pressed twice: the second click saw what the first one saw."""
    mine = (hand.seen + 1, str(move), hand.officer, said.note, said.percent, said.document_number, said.document_on,
            said.new_lead)  # fmt: skip
    return mine == (
        last.number, last.move, last.username, last.note, last.percent, last.document_number, last.document_on,
        last.lead_code,
    )  # fmt: skip


def _next_due(row: Assignment) -> date | None:
    """The deadline of the round after this one."""
    days = due_days(Periodicity(row.periodicity), row.starts_on, row.ends_on)
    return days[row.round_number] if row.round_number < len(days) else None


def _turn(row: Assignment, move: Move, said: Said) -> None:
    if move is Move.ACCEPT_PRODUCT and (following := _next_due(row)) is not None:
        row.round_number, row.due_on = row.round_number + 1, following
    if move is Move.ADJUST and said.new_due_on is not None:
        row.due_on = said.new_due_on
    if move is Move.REASSIGN:
        row.lead_code, row.co_codes = said.new_lead, [code for code in row.co_codes if code != said.new_lead]


def _check_side(row: Assignment, move: Move, hand: Hand, last: Entry) -> None:
    """No officer of the lead judges the lead's product, whatever else he is."""
    if SIDES[move] is not Side.SUPERVISOR or row.life is not State.SUBMITTED:
        return
    if hand.officer == last.username or row.lead_code in {one.agency_code for one in postings_of(hand.officer)}:
        raise OwnProduct

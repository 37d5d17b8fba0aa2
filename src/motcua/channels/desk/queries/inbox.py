"""What waits for an officer: the tasks of workflow with the headings of their dossiers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from motcua.capabilities.workflow.public import TaskView, inbox, inbox_count
from motcua.casework.deadlines.public import Owed, owed_of
from motcua.casework.dossiers.public import Heading, headings_of
from motcua.channels.desk.rules import TONES, Urgency, earliest, urgency_of
from motcua.kernel import clock
from motcua.registry.organisation.public import postings_of
from motcua.registry.worktime.public import calendar_of, remaining_words

PAGE_SIZE = 100


@dataclass(frozen=True)
class InboxRow:
    """One line: code, who, what, due in words, the one next move."""

    task_id: int
    code: str
    who: str
    what: str
    step: str
    url: str
    due_at: datetime | None
    due_words: str
    urgency: Urgency
    is_mine: bool
    why_url: str

    @property
    def tone(self) -> str:
        """The colour and shape of the due words."""
        return TONES.get(self.urgency, "")


@dataclass(frozen=True)
class Reach:
    """Where an officer's tasks come from: roles at agencies, and units (None: all)."""

    username: str
    agency_codes_by_role: Mapping[str, Collection[str]]
    unit_codes: Collection[str] | None

    def asked(self) -> dict[str, Any]:
        """As workflow wants it."""
        return vars(self)


def reach_of(user: Any, at: datetime) -> Reach:
    """From the officer's postings of the day; one posting to a whole agency opens all its units."""
    postings = postings_of(user.get_username(), clock.local(at).date())
    by_role: dict[str, set[str]] = defaultdict(set)
    for posting in postings:
        by_role[posting.role.value].add(posting.agency_code)
    units = {posting.unit_code for posting in postings}
    return Reach(user.get_username(), by_role, None if "" in units or not units else units)


def inbox_rows(user: Any, at: datetime, *, offset: int = 0, limit: int = PAGE_SIZE) -> list[InboxRow]:
    """The most urgent tasks on the desk, what waits for somebody else last."""
    tasks = inbox(**reach_of(user, at).asked(), suspended=None, limit=limit, offset=offset)
    codes = {task.subject for task in tasks}
    headings, owed = headings_of(codes, at=at), owed_of(codes, at)
    known = [task for task in tasks if task.subject in headings]
    rows = (_row(task, headings[task.subject], owed.get(task.subject), at) for task in known)
    order = list(Urgency)
    return sorted(rows, key=lambda row: order.index(row.urgency))


def waiting_count(user: Any, at: datetime) -> int:
    """How many tasks wait for the officer, those that wait for others left out."""
    return inbox_count(**reach_of(user, at).asked())


def grouped(rows: Iterable[InboxRow]) -> list[tuple[Urgency, list[InboxRow]]]:
    """Rows by urgency; empty groups are left out."""
    return [(urgency, list(members)) for urgency, members in groupby(rows, key=lambda row: row.urgency)]


def _row(task: TaskView, heading: Heading, owed: Owed | None, at: datetime) -> InboxRow:
    is_waiting = task.suspended_at is not None
    due_at = earliest(task.due_at, heading.due_at, owed.due_at if owed else None)
    is_late = heading.standing is not None and (heading.standing.is_late or heading.standing.is_error)
    return InboxRow(
        task_id=task.id,
        code=task.subject,
        who=heading.owner_name,
        what=heading.procedure_name,
        step=heading.state_label if is_waiting else task.name,
        url=heading.url,
        due_at=due_at,
        due_words="" if is_waiting else _due_words(task, heading, owed, due_at, at),
        urgency=urgency_of(due_at, is_waiting=is_waiting, at=at, is_late=is_late),
        is_mine=task.username is not None,
        why_url="" if owed or is_waiting else reverse("deadlines:explain", args=[task.subject]),
    )


def _due_words(task: TaskView, heading: Heading, owed: Owed | None, due_at: datetime | None, at: datetime) -> str:
    """«còn 2 ngày»; what the counter owes before the legal clock runs is named: «Chờ tiếp nhận: còn 3 giờ»."""
    if owed is not None:
        return gettext("{what}: {left}").format(what=gettext(owed.label), left=owed.left)
    if heading.standing is not None and heading.standing.is_error:
        return gettext("Chưa có hạn, phải xử lý")
    return remaining_words(calendar_of(task.agency_code), at, due_at) if due_at else ""

"""What a list says of each dossier: who has it, its dates, by how much it is late and why; as of a moment."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.capabilities.workflow.events import TaskAssigned, TaskDone
from motcua.casework.dossiers.public import apologies_of
from motcua.kernel.events.store import Placed, placed_histories
from motcua.kernel.ui.wording import day
from motcua.oversight.insight.public import KINDS, Life, Window, judged, lived
from motcua.oversight.sheets.rules.lateness import CAUSES, causes, responsible
from motcua.registry.catalogue.public import procedure_names
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names
from motcua.registry.worktime.public import calendar_of

WORKING_DAY_MINUTES = 480
Details = dict[str, int | str | None]


def details_of(subjects: Collection[str], window: Window) -> dict[str, Details]:
    """By dossier, what columns may say; None where nothing tells it. Five statements whatever is asked.

    The caller has checked that they may be seen.
    """
    told = placed_histories(kinds=(*KINDS, TaskAssigned.kind, TaskDone.kind), subjects=subjects)
    known = {subject: _known(history, window) for subject, history in told}
    lives = {code: lived([(one.position, one.event) for one in told], judged) for code, told in known.items()}
    officers = {code: responsible([one.event for one in told]) for code, told in known.items()}
    procedures = procedure_names({life.place.procedure_code for life in lives.values()})
    agencies = agency_names({life.place.agency_code for life in lives.values()})
    names = officer_names(set(officers.values()))
    excuses = apologies_of(subjects, until=window.to_at)
    return {
        code: {
            "procedure": procedures.get(life.place.procedure_code, life.place.procedure_code),
            "agency": agencies.get(life.place.agency_code, life.place.agency_code),
            "officer": names.get(officers[code], officers[code]) or None,
            "received_on": day(life.accepted_at),
            "due_on": day(life.due_at),
            "ended_on": day(life.ended_at),
            "days_late": _days_late(life, window.to_at),
            "cause": _cause(known[code], excuses.get(code, "")),
        }
        for code, life in lives.items()
    }


def _known(history: list[Placed], window: Window) -> list[Placed]:
    """What had happened and was known, in the order in which it happened."""
    found = [
        one
        for one in history
        if one.event.at < window.to_at and (window.known_at is None or one.recorded_at <= window.known_at)
    ]
    return sorted(found, key=lambda one: (one.event.at, one.position))


def _days_late(life: Life, to_at: datetime) -> int | None:
    """Working days begun since the due moment; 0 of one that is late for another reason than its date."""
    if life.due_at is None:
        return None
    calendar = calendar_of(life.place.agency_code)
    minutes = calendar.minutes_between(life.due_at, life.ended_at or to_at)
    return max(-(-minutes // WORKING_DAY_MINUTES), 0)


def _cause(told: list[Placed], excuse: str) -> str | None:
    words = [_(CAUSES[key]) for key in causes([one.event for one in told])]
    return "; ".join([*words, *([excuse] if excuse else [])]) or None

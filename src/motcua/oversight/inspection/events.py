"""What happens in inspections. Words stand in rows; events carry codes and figures."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("inspection.plan_drafted", history_only=True)
class PlanDrafted(Event):
    """A yearly plan was drafted."""

    year: int
    agencies: list[str]


@event("inspection.plan_issued", history_only=True)
class PlanIssued(Event):
    """A yearly plan holds from now on."""

    year: int
    agencies: list[str]
    among: int


@event("inspection.opened", history_only=True)
class InspectionOpened(Event):
    """An inspection was prepared, with its team (user names)."""

    plan: int
    inspected: str
    mode: str
    is_planned: bool
    first_on: date
    last_on: date
    checklist: int
    team: list[str]


@event("inspection.moved", history_only=True)
class InspectionMoved(Event):
    """It went from one state to another."""

    inspected: str
    mode: str
    move: str
    state: str


@event("inspection.minutes_written")
class MinutesWritten(Event):
    """The minutes are fixed; they are printed after the fact."""

    inspected: str
    findings: int
    judged: int


@event("inspection.sample_drawn", history_only=True)
class SampleDrawn(Event):
    """Dossiers were drawn by the seed of its row out of a frame known by its digest."""

    draw: int
    algorithm: str
    size: int
    frame_count: int
    frame_digest: str


@event("inspection.dossier_judged", history_only=True)
class DossierJudged(Event):
    """A sampled dossier was judged."""

    dossier: str
    items: int
    not_met: int


@event("inspection.finding_recorded", history_only=True)
class FindingRecorded(Event):
    """Something is not as it should be."""

    number: int
    area: str
    severity: str


@event("inspection.remedy_asked", history_only=True)
class RemedyAsked(Event):
    """It is to be put right by a day."""

    finding: int
    remedy: int
    due_on: date


@event("inspection.remedy_answered", history_only=True)
class RemedyAnswered(Event):
    """The inspected agency told what it did; `digest` is of its evidence."""

    remedy: int
    digest: str


@event("inspection.answer_judged", history_only=True)
class AnswerJudged(Event):
    """The answer was accepted or sent back."""

    remedy: int
    is_accepted: bool


@event("inspection.note_written", history_only=True)
class NoteWritten(Event):
    """A restricted note was written; its words are nowhere but in its row."""

    written: int

"""What happens to the reform index. Reasons and evidence stand in rows; events carry codes and figures."""

from decimal import Decimal

from motcua.kernel.events.declare import Event, event


@event("par_index.set_loaded", history_only=True)
class SetLoaded(Event):
    """A set of criteria came in (subject: its code)."""

    year: int
    level: str
    components: int
    digest: str


@event("par_index.round_opened", history_only=True)
class RoundOpened(Event):
    """Units are asked to score themselves by a set."""

    criteria_set: str
    sheets: int


@event("par_index.round_closed", history_only=True)
class RoundClosedForGood(Event):
    """Nothing of the round moves any more."""

    criteria_set: str
    sheets: int


@event("par_index.scored", history_only=True)
class ComponentScored(Event):
    """Points of a component were stated by unit, appraiser or conclusion; `before`: what stood there."""

    component: str
    stage: str
    points: Decimal
    before: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_live: bool


@event("par_index.moved", history_only=True)
class SheetMoved(Event):
    """A sheet went on, or back."""

    move: str
    state: str
    points: Decimal


@event("par_index.evidence_attached", history_only=True)
class EvidenceAttached(Event):
    """A file was put beside a component."""

    component: str
    digest: str


@event("par_index.evidence_removed", history_only=True)
class EvidenceRemoved(Event):
    """A file stands there no longer; its row says when and by whom."""

    component: str
    digest: str


@event("par_index.effort_stated", history_only=True)
class EffortStated(Event):
    """A person said how hard it is to win the points of a component: 1 to 5."""

    component: str
    effort: int


@event("par_index.survey_imported", history_only=True)
class SurveyImported(Event):
    """Results of the survey came in."""

    rows: int
    digest: str


@event("par_index.index_imported", history_only=True)
class IndexImported(Event):
    """Scores that others publish came in (subject: the index)."""

    year: int
    provinces: int
    digest: str

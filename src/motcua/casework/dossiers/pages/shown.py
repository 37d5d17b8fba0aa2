"""How states and stories are drawn."""

from collections.abc import Iterable

from motcua.casework.dossiers.queries.timeline import Moment
from motcua.casework.dossiers.rules.life import State
from motcua.kernel.ui.pieces import TimelineEntry

_TONES = {
    State.SUBMITTED: "new",
    State.ACCEPTED: "working",
    State.NOT_ACCEPTED: "off",
    State.IN_PROGRESS: "working",
    State.SUPPLEMENT_REQUESTED: "waiting",
    State.FEE_DEMANDED: "waiting",
    State.WITHDRAWN: "off",
    State.STOPPED: "off",
    State.RESOLVED: "done",
    State.RETURNED: "done",
}


def state_tone(state: State) -> str:
    """The badge's tone."""
    return _TONES[state]


def entries_of(moments: Iterable[Moment]) -> list[TimelineEntry]:
    """The story as timeline entries; the newest is current."""
    return [
        TimelineEntry(
            title=moment.title,
            at=moment.at,
            text=moment.detail,
            who=moment.agency_name,
            tone=moment.tone if moment.tone in {"done", "waiting", "late"} else "done",
            is_current=index == 0,
        )
        for index, moment in enumerate(moments)
    ]

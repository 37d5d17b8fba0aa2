"""How states and stories are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from motcua.casework.dossiers.queries.timeline import Moment
from motcua.casework.dossiers.rules.life import State
from motcua.kernel.texts.mark import mark
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


UNDATED = mark("Chưa có hạn, phải xử lý")
SECOND = mark("Yêu cầu bổ sung lần thứ hai nên tính là quá hạn (Quyết định 766/QĐ-TTg)")


@dataclass(frozen=True)
class StandingShown:
    """Early, on time or late as a badge, never by colour alone; `note` says why where the dates do not."""

    label: str
    tone: str
    note: str
    is_late: bool


def standing_shown(standing: Any) -> StandingShown | None:
    """What screens show of a standing; None before acceptance. Without a date it is a fault to be settled."""
    if standing is None:
        return None
    if standing.is_error:
        return StandingShown(UNDATED, "late", "", is_late=False)
    tone = "late" if standing.is_late else "done" if standing.is_ended else "working"
    note = SECOND if standing.ground == "second_supplement" else ""
    return StandingShown(standing.label, tone, note, is_late=standing.is_late)


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

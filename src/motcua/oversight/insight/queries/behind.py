"""What is told of each dossier behind a number: how its clock stands, and who put what right."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers import events as told
from motcua.casework.dossiers.public import event_words, headings_of
from motcua.kernel.events.store import placed_histories
from motcua.registry.people.public import officer_names

CORRECTIONS = (
    told.DossierCorrected.kind,
    told.DossierReopened.kind,
    told.DueDateMoved.kind,
    told.DeadlineExtended.kind,
)


@dataclass(frozen=True)
class Correction:
    """Something that was set right or moved by hand."""

    words: str
    at: datetime
    officer: str


@dataclass(frozen=True)
class Behind:
    """How a dossier's clock stood at the figure's moment, and its corrections until then."""

    standing: str
    corrections: tuple[Correction, ...]


def behind(codes: Collection[str], *, at: datetime) -> dict[str, Behind]:
    """By code; the caller has checked that they may be seen. Five statements."""
    clocks = headings_of(codes, at=at)
    histories = dict(placed_histories(kinds=CORRECTIONS, subjects=codes))
    names = officer_names({one.event.actor for history in histories.values() for one in history})
    return {
        code: Behind(
            str(clocks[code].standing.label) if code in clocks and clocks[code].standing else "",
            tuple(
                Correction(event_words(one.event), one.event.at, names.get(one.event.actor, ""))
                for one in histories.get(code, [])
                if one.event.at < at
            ),
        )
        for code in codes
    }

"""What follows for the figures from what happened to a dossier; run twice, at once or late, each event counts once."""

from collections.abc import Sequence

from motcua.casework.dossiers import events
from motcua.casework.moving_in.events import DossierImported
from motcua.kernel.events.declare import Event
from motcua.kernel.events.subscribe import on
from motcua.oversight.insight.actions.telling import count_dossiers


@on(
    events.DossierSubmitted,
    events.DossierAccepted,
    events.DossierNotAccepted,
    events.SupplementRequested,
    events.SupplementProvided,
    events.DossierForwarded,
    events.DossierTransferred,
    events.FeeDemanded,
    events.FeeConfirmed,
    events.FeeCollected,
    events.ClockPaused,
    events.ClockResumed,
    events.DueDateMoved,
    events.DeadlineExtended,
    events.DossierCorrected,
    events.DossierResolved,
    events.DossierReopened,
    events.ResultReturned,
    events.DossierWithdrawn,
    events.DossierStopped,
    together=True,
)
def count(told: Sequence[Event]) -> None:
    """Add what has changed."""
    count_dossiers({event.subject for event in told})


@on(DossierImported, imported=True, together=True)
def count_imported(told: Sequence[DossierImported]) -> None:
    """Add the whole stories of dossiers that were brought in: once for each, of whose events this is the last."""
    count_dossiers({event.subject for event in told})

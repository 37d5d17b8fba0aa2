"""What follows for the figures from what happened to a dossier; run twice, at once or late, each event counts once."""

from motcua.casework.dossiers import events
from motcua.casework.moving_in.events import DossierImported
from motcua.kernel.events.declare import Event
from motcua.kernel.events.subscribe import on
from motcua.oversight.insight.actions.telling import count_dossier


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
)
def count(event: Event) -> None:
    """Add what has changed."""
    count_dossier(event.subject)


@on(DossierImported, imported=True)
def count_imported(event: DossierImported) -> None:
    """Add the whole story of a dossier that was brought in: once for all its events, of which this is the last."""
    count_dossier(event.subject)

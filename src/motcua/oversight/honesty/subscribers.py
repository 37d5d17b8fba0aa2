"""What follows for the traces from what happened to a dossier: only events that can make or change a sign."""

from collections.abc import Sequence

from motcua.casework.dossiers import events
from motcua.casework.moving_in.events import DossierImported
from motcua.kernel import clock
from motcua.kernel.events.declare import Event
from motcua.kernel.events.subscribe import on
from motcua.oversight.honesty.actions.tracing import trace_dossier


@on(
    events.DossierAccepted,
    events.SupplementRequested,
    events.SupplementProvided,
    events.FeeDemanded,
    events.FeeConfirmed,
    events.ClockPaused,
    events.ClockResumed,
    events.DossierTransferred,
    events.DueDateMoved,
    events.DossierResolved,
    events.DossierReopened,
    events.ResultReturned,
    events.DossierWithdrawn,
    events.DossierStopped,
    together=True,
)
def trace(happened: Sequence[Event]) -> None:
    """Write what is known now, of each dossier once."""
    for subject in dict.fromkeys(event.subject for event in happened):
        trace_dossier(subject, at=clock.now())


@on(DossierImported, imported=True)
def trace_imported(event: DossierImported) -> None:
    """Write the whole story of a dossier that was brought in, of which this is the last event."""
    trace_dossier(event.subject, at=clock.now())

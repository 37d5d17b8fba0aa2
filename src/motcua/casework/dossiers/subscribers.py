"""What follows from what happened to a dossier: its slips, and who is told. Each may run twice."""

from collections.abc import Sequence

from motcua.capabilities.notifications.public import Recipient, notify
from motcua.casework.dossiers import events
from motcua.casework.dossiers.actions.slips import print_slip
from motcua.casework.dossiers.actions.words import learn_words
from motcua.casework.dossiers.models import Dossier, Slip
from motcua.casework.dossiers.queries.notices import NOTICES, notice_context, people_to_tell
from motcua.casework.dossiers.rules.side_lives import Channel
from motcua.kernel import clock
from motcua.kernel.events.declare import Event
from motcua.kernel.events.subscribe import on

_SLIPS = {
    events.DossierAccepted.kind: Slip.Form.RECEIPT,
    events.SupplementRequested.kind: Slip.Form.SUPPLEMENT,
    events.DossierNotAccepted.kind: Slip.Form.REFUSAL,
    events.DeadlineExtended.kind: Slip.Form.APOLOGY,
    events.DossierStopped.kind: Slip.Form.STOP,
    events.DossierForwarded.kind: Slip.Form.CONTROL,
}


@on(
    events.DossierAccepted,
    events.SupplementRequested,
    events.DossierNotAccepted,
    events.DeadlineExtended,
    events.DossierStopped,
    events.DossierForwarded,
)
def print_the_slip(event: Event) -> None:
    """The form the law wants for this move; it bears the moment of the move, however late it is printed."""
    dossier = Dossier.objects.get(code=event.subject)
    print_slip(dossier, _SLIPS[event.kind], event_key=event.id, actor=event.actor, at=event.at)


@on(events.DossierSubmitted)
def acknowledge(event: events.DossierSubmitted) -> None:
    """An online dossier is acknowledged automatically, with the time (Decree 45/2020 as amended)."""
    if event.channel == Channel.ONLINE:
        dossier = Dossier.objects.get(code=event.subject)
        form = Slip.Form.ACKNOWLEDGEMENT
        print_slip(dossier, form, event_key=event.id, actor=event.actor, at=event.at)


@on(events.DossierSubmitted, together=True)
def learn_its_words(submitted: Sequence[Event]) -> None:
    """So that a search can set right a word that is spelled almost so."""
    keys = Dossier.objects.filter(code__in=[event.subject for event in submitted]).values_list("search_key", flat=True)
    learn_words(" ".join(keys))


@on(
    events.DossierSubmitted,
    events.DossierAccepted,
    events.DossierNotAccepted,
    events.SupplementRequested,
    events.SupplementProvided,
    events.DossierTransferred,
    events.FeeDemanded,
    events.FeeConfirmed,
    events.ClockPaused,
    events.ClockResumed,
    events.DueDateMoved,
    events.DeadlineExtended,
    events.DossierResolved,
    events.ResultPosted,
    events.ResultReturned,
    events.DossierWithdrawn,
    events.DossierStopped,
)
def tell_the_applicant(event: Event) -> None:
    """Submitter and owner are told in plain words, once each; by SMS who gave a phone but no e-mail address."""
    dossier = Dossier.objects.get(code=event.subject)
    for person in people_to_tell(dossier):
        phone = "" if person.email else person.phone
        recipient = Recipient(username=person.username, email=person.email, phone=phone, name=person.full_name)
        notify(
            event,
            recipient=recipient,
            template=NOTICES[event.kind],
            context=notice_context(dossier, event),
            at=clock.now(),
        )

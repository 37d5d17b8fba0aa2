"""Who is told what happened, and in which words."""

from django.conf import settings  # house: settings-in-domain - the address is the home's
from django.urls import reverse

from motcua.casework.dossiers import events
from motcua.casework.dossiers.models import Dossier, Party, Reason
from motcua.kernel.events.declare import Event
from motcua.registry.organisation.public import agency_names

_NAMES: dict[type[Event], str] = {
    events.DossierSubmitted: "submitted",
    events.DossierAccepted: "accepted",
    events.DossierNotAccepted: "not_accepted",
    events.SupplementRequested: "supplement_requested",
    events.SupplementProvided: "supplement_provided",
    events.DossierTransferred: "transferred",
    events.FeeDemanded: "fee_demanded",
    events.FeeConfirmed: "fee_confirmed",
    events.ClockPaused: "clock_paused",
    events.ClockResumed: "clock_resumed",
    events.DueDateMoved: "due_date_moved",
    events.DeadlineExtended: "extended",
    events.DossierResolved: "resolved",
    events.ResultPosted: "posted",
    events.ResultReturned: "returned",
    events.DossierWithdrawn: "withdrawn",
    events.DossierStopped: "stopped",
}
NOTICES = {kind.kind: f"dossiers/notices/{name}.txt" for kind, name in _NAMES.items()}


def people_to_tell(dossier: Dossier) -> list[Party]:
    """Submitter and owner, each way of reaching them once; a phone alone gets no details."""
    told: dict[tuple[str, str, str], Party] = {}
    for person in dossier.parties.filter(role__in=[Party.Role.SUBMITTER, Party.Role.OWNER]).order_by("role"):
        ways = (person.username, person.email, "" if person.email else person.phone)
        if any(ways):
            told.setdefault(ways, person)
    return list(told.values())


def notice_context(dossier: Dossier, event: Event) -> dict[str, object]:
    """What the words may use; no personal data of others."""
    reason = Reason.objects.filter(event_key=event.id).first()
    supplement = dossier.supplements.prefetch_related("defects").last()
    return {
        "code": dossier.code,
        "procedure_name": dossier.procedure_name,
        "agency_name": agency_names([dossier.agency_code]).get(dossier.agency_code, ""),
        "due_at": dossier.due_at,
        "appointed_at": dossier.appointed_at,
        "old_due_at": getattr(event, "old_due_at", None),
        "new_due_at": getattr(event, "due_at", None),
        "fee_amount": dossier.fee_amount,
        "reason": reason.text if reason else "",
        "defects": [defect.text for defect in supplement.defects.all()] if supplement else [],
        "url": f"{settings.PUBLIC_URL}{reverse('dossiers:own-detail', args=[dossier.code])}",
        "path": reverse("dossiers:own-detail", args=[dossier.code]),
    }

"""What happens to a dossier. Every event carries the codes an indicator groups by; none carries a name or free text."""

from datetime import datetime

from motcua.kernel.events.declare import Event, event

Papers = tuple[dict[str, object], ...]
"""One entry a paper: ``number`` in the dossier, ``code``, ``originals``, ``copies``, ``files`` (SHA-256 digests)."""


@event("dossiers.submitted")
class DossierSubmitted(Event):
    """Sent by the applicant, or opened at a counter."""

    procedure_code: str
    procedure_version: int
    channel: str
    receiving_agency_code: str
    owner_kind: str
    fee_amount: int
    papers: Papers


@event("dossiers.accepted")
class DossierAccepted(Event):
    """Complete and correct: the clock runs from `clock_started_at` (None: once the competent agency has the paper).

    One that was accepted in an older system stands in no register of ours; where that system gave it its date,
    `given_at` is when the date was taken over.
    """

    procedure_code: str
    procedure_version: int
    channel: str
    receiving_agency_code: str
    register_number: int | None
    clock_started_at: datetime | None
    due_at: datetime | None
    allowance_amount: str | None
    allowance_unit: str | None
    given_at: datetime | None = None


@event("dossiers.not_accepted")
class DossierNotAccepted(Event):
    """Refused at receipt: out of competence, not a procedure, forged. No result, no clock."""

    procedure_code: str
    channel: str


@event("dossiers.supplement_requested")
class SupplementRequested(Event):
    """All defects told at once; the clock stops if it ran."""

    procedure_code: str
    channel: str
    number: int
    defects: int
    is_before_acceptance: bool


@event("dossiers.supplement_provided")
class SupplementProvided(Event):
    """The applicant answered; the clock runs on."""

    procedure_code: str
    channel: str
    number: int
    is_before_acceptance: bool
    due_at: datetime | None
    papers: Papers


@event("dossiers.forwarded")
class DossierForwarded(Event):
    """Handed to the competent agency; `due_at` is set anew where the clock starts with its receipt."""

    procedure_code: str
    channel: str
    from_agency_code: str
    due_at: datetime | None


@event("dossiers.transferred")
class DossierTransferred(Event):
    """Re-routed to the agency that is competent; the citizen's clock runs on, by the new agency's hours."""

    procedure_code: str
    channel: str
    from_agency_code: str
    due_at: datetime | None = None


@event("dossiers.fee_demanded")
class FeeDemanded(Event):
    """A financial duty must be met; the clock stops."""

    procedure_code: str
    channel: str
    amount: int


@event("dossiers.fee_confirmed")
class FeeConfirmed(Event):
    """The duty is met; the clock runs on."""

    procedure_code: str
    channel: str
    amount: int
    due_at: datetime | None


@event("dossiers.clock_paused")
class ClockPaused(Event):
    """The clock stands for another agency or on another lawful ground (`ground`)."""

    procedure_code: str
    channel: str
    ground: str


@event("dossiers.clock_resumed")
class ClockResumed(Event):
    """What was waited for is there; the clock runs on."""

    procedure_code: str
    channel: str
    due_at: datetime | None


@event("dossiers.due_date_moved")
class DueDateMoved(Event):
    """The calendar or a rule changed, not the dossier: `decision` is the code of the decision, `cause` its event."""

    procedure_code: str
    channel: str
    old_due_at: datetime | None
    due_at: datetime
    decision: str


@event("dossiers.fee_collected")
class FeeCollected(Event):
    """The fee was paid at the counter."""

    procedure_code: str
    channel: str
    amount: int


@event("dossiers.extended")
class DeadlineExtended(Event):
    """Apologised for and appointed anew; the legal date for counting stays."""

    procedure_code: str
    channel: str
    due_at: datetime
    appointed_at: datetime


@event("dossiers.corrected")
class DossierCorrected(Event):
    """Details of a person were put right; which roles, not what."""

    procedure_code: str
    channel: str
    roles: tuple[str, ...]


@event("dossiers.resolved")
class DossierResolved(Event):
    """A signed result exists: granted, or refused on the merits. The handling ends."""

    procedure_code: str
    channel: str
    outcome: str
    due_at: datetime | None
    result_digest: str


@event("dossiers.reopened")
class DossierReopened(Event):
    """A wrong result was taken back; the first end stays in the history."""

    procedure_code: str
    channel: str


@event("dossiers.returned")
class ResultReturned(Event):
    """The applicant has the result."""

    procedure_code: str
    channel: str
    method: str


@event("dossiers.result_posted")
class ResultPosted(Event):
    """The result is on its way by public post."""

    procedure_code: str
    channel: str


@event("dossiers.withdrawn")
class DossierWithdrawn(Event):
    """The applicant took it back before a decision."""

    procedure_code: str
    channel: str
    due_at: datetime | None


@event("dossiers.stopped")
class DossierStopped(Event):
    """The agency stopped handling it on legal grounds, before a decision."""

    procedure_code: str
    channel: str
    due_at: datetime | None


@event("dossiers.slip_made", history_only=True)
class SlipMade(Event):
    """A slip was printed and kept."""

    procedure_code: str
    channel: str
    form: str
    digest: str

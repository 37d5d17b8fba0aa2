"""What happens to the catalogue. Subject: the procedure's code; `agency_code` is '' where none of our agencies acts."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("catalogue.published", history_only=True)
class ProcedurePublished(Event):
    """A version came into force; `doubts` is how many of its texts are not facts."""

    version_id: int
    number: int
    valid_from: date
    source: str
    doubts: int


@event("catalogue.offered", history_only=True)
class ProcedureOffered(Event):
    """An agency handles the procedure from a day on."""

    valid_from: date


@event("catalogue.offer_ended", history_only=True)
class OfferEnded(Event):
    """An agency no longer handles it from a day on."""

    valid_to: date


@event("catalogue.doubt_settled", history_only=True)
class DoubtSettled(Event):
    """A controller said what a doubtful text means; `key` names the doubt, whose row holds the words."""

    key: str
    part: str
    why: str
    version_id: int

"""What happens to the keys of partners. `subject` is ``token:<id>``, never the token."""

from datetime import datetime

from motcua.kernel.events.declare import Event, event


@event("api.token_issued", history_only=True)
class TokenIssued(Event):
    """A partner may come in, until `ends_at` if that is set."""

    ends_at: datetime | None


@event("api.token_ended", history_only=True)
class TokenEnded(Event):
    """A token opens nothing any more."""

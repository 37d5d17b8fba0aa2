"""What happens to agencies, units and postings. Nobody needs to follow: whoever asks, asks for a day."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("organisation.agency_opened", history_only=True)
class AgencyOpened(Event):
    """An agency is there from `valid_from`; `subject` is its code."""

    level: str
    valid_from: date


@event("organisation.agency_renamed", history_only=True)
class AgencyRenamed(Event):
    """The same code bears another name from `valid_from`."""

    valid_from: date


@event("organisation.agency_succeeded", history_only=True)
class AgencySucceeded(Event):
    """The agency is no more from `on`; `successor_code` does its work."""

    successor_code: str
    on: date


@event("organisation.unit_opened", history_only=True)
class UnitOpened(Event):
    """A unit is there from `valid_from`; `subject` is agency code and unit code."""

    valid_from: date


@event("organisation.officer_posted", history_only=True)
class OfficerPosted(Event):
    """An officer has a role from `valid_from`; `subject` is the posting."""

    username: str
    unit_code: str
    role: str
    valid_from: date


@event("organisation.posting_ended", history_only=True)
class PostingEnded(Event):
    """The officer has the role no longer from `valid_to`."""

    username: str
    role: str
    valid_to: date


@event("organisation.agency_changed", history_only=True)
class AgencyChanged(Event):
    """The same code has another name, place or address from `valid_from`."""

    valid_from: date


@event("organisation.agency_closed", history_only=True)
class AgencyClosed(Event):
    """The agency is no more from `on`, and nobody does its work: it had none left."""

    on: date


@event("organisation.unit_changed", history_only=True)
class UnitChanged(Event):
    """A unit bears another name or is of another kind from `valid_from`."""

    valid_from: date


@event("organisation.unit_ended", history_only=True)
class UnitEnded(Event):
    """A unit is no more from `on`."""

    on: date

"""What happens to forms."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("forms.published", history_only=True)
class FormPublished(Event):
    """A version of a form was published and never changes again."""

    number: int
    digest: str
    valid_from: date

"""To whom a frozen form goes, and what the letter says."""

from dataclasses import dataclass

from django.conf import settings  # house: settings-in-domain - the address is the home's

from motcua.oversight.sheets.events import SheetFrozen
from motcua.oversight.sheets.models import FrozenSheet
from motcua.oversight.sheets.queries.paper import Paper
from motcua.oversight.sheets.queries.sealing import paper_of_frozen
from motcua.registry.people.public import officer_names


@dataclass(frozen=True)
class Letter:
    """A form on its way to one address."""

    username: str
    name: str
    email: str
    path: str
    link: str
    paper: Paper


def letter_for(event: SheetFrozen) -> Letter | None:
    """None for a form that nobody subscribed to, or whose subscription has ended meanwhile."""
    if event.subscription is None:
        return None
    rows = FrozenSheet.objects.select_related("subscription")
    frozen = rows.get(subscription_id=event.subscription, first_on=event.first_on, last_on=event.last_on)
    one = frozen.subscription
    if one is None or one.ended_at is not None:
        return None
    path = frozen.get_absolute_url()
    name = officer_names([one.username]).get(one.username, one.username)
    return Letter(one.username, name, one.email, path, f"{settings.PUBLIC_URL}{path}", paper_of_frozen(frozen))

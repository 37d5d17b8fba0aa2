"""What partners ask: one state, a list from a cursor, what was sent under a key; all through the funnel."""

from typing import Any
from uuid import UUID

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.permissions import RECEIVE
from motcua.casework.dossiers.queries.funnels import dossier_for, visible_to
from motcua.casework.dossiers.queries.lists import StateView, state_view
from motcua.kernel.access.rights import require


def may_submit(user: Any, agency_code: str) -> None:
    """Refuse (`NotAllowed`) a partner that may not bring dossiers to this agency."""
    require(user, RECEIVE, agency_code)


def state_of(user: Any, code: str) -> StateView:
    """One dossier's state, or 404."""
    return state_view(dossier_for(user, code))


def find_sent(user: Any, key: UUID) -> StateView | None:
    """The dossier that was sent under this key before, if the user may see it."""
    dossier = visible_to(user).filter(submission_key=key).first()
    return state_view(dossier) if dossier else None


def states_after(user: Any, after: int, *, state: str = "", limit: int = 50) -> tuple[list[StateView], int]:
    """States of the next dossiers after a row number, and the last number given."""
    dossiers = visible_to(user).filter(id__gt=after).order_by("id")
    if state:
        dossiers = dossiers.filter(state=state)
    rows: list[Dossier] = list(dossiers[:limit])
    return [state_view(row) for row in rows], rows[-1].pk if rows else after

"""Scheduled work of report forms."""

import logging
from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.oversight.sheets.actions.freezing import freeze_sheet
from motcua.oversight.sheets.actions.subscribing import unsubscribe
from motcua.oversight.sheets.queries.frozen import may_still_see
from motcua.oversight.sheets.queries.turns import Turn, due_turns

log = logging.getLogger(__name__)
SYSTEM = "system"


@job(every=timedelta(hours=1))
def freeze_due_sheets(at: datetime) -> None:
    """Freeze what subscriptions wait for; the mail follows from the event. One that fails holds up no other."""
    for turn in due_turns(at):
        try:
            take_turn(turn, at)
        except Exception:
            log.exception("subscription %s was not served", turn.subscription.pk)


def take_turn(turn: Turn, at: datetime) -> None:
    """Freeze it by the rights its officer has today; without them the subscription ends."""
    if turn.user is None or not turn.user.is_active or not may_still_see(turn.user, turn.ordered.agency_code):
        unsubscribe(turn.subscription, officer=SYSTEM, at=at, is_by_right=True)
        return
    freeze_sheet(turn.ordered, user=turn.user, at=at, subscription=turn.subscription)

"""Figures brought up to date without the slips and letters that the relay would make as well."""

from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.relay import place
from motcua.kernel.events.store import event_of
from motcua.oversight.insight.rules.life import KINDS
from motcua.oversight.insight.subscribers import count


def deliver_to_figures() -> None:
    """Place what was committed and hand it to the subscriber of figures."""
    while place():
        pass
    count([event_of(row) for row in EventRecord.objects.filter(kind__in=KINDS).order_by("position")])

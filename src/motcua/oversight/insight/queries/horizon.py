"""How far figures are counted: the position up to which every event is in them, for good."""

from django.db.models import Max

from motcua.kernel.events.models import Delivery, EventRecord
from motcua.oversight.insight.models import Tally

COUNTERS = ("oversight.insight.subscribers.count", "oversight.insight.subscribers.count_imported")


def counted_to() -> int:
    """The last position such that whatever lies at or before it is counted; what is counted later lies after it.

    A position and its deliveries are committed together, so that none is missed between the two statements.
    """
    last = EventRecord.objects.aggregate(last=Max("position"))["last"] or 0
    waiting = Delivery.objects.filter(subscriber__in=COUNTERS, event__position__lte=last)
    rows = list(waiting.exclude(state=Delivery.State.DONE).order_by().values_list("event__subject", "event__position"))
    tallies = dict(
        Tally.objects.filter(subject__in={subject for subject, _position in rows}).values_list("subject", "position")
    )
    behind = [position for subject, position in rows if position and tallies.get(subject, 0) < position]
    return min([last, *(position - 1 for position in behind)])

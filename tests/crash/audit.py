"""``python -m tests.crash.audit``: what the database of the house says after it all, in JSON."""

import json

import django

django.setup()

from django.db.models import Count  # noqa: E402

from motcua.capabilities.notifications.models import Message, Notice  # noqa: E402
from motcua.casework.dossiers.models import Dossier, Slip  # noqa: E402
from motcua.casework.dossiers.queries.retold import retold  # noqa: E402
from motcua.kernel.events.models import EventRecord  # noqa: E402
from motcua.kernel.events.relay import backlog  # noqa: E402
from motcua.kernel.events.store import history_of  # noqa: E402


def doubled(model, *names):
    """Groups of rows that should be single."""
    groups = model.objects.values_list(*names).annotate(count=Count("pk")).filter(count__gt=1)
    return [[str(value) for value in group] for group in groups]


def differing():
    """Dossiers whose rows do not say what their events say."""
    names = ("state", "accepted_at", "due_at", "register_number", "agency_code", "delivery_state")
    found = []
    for dossier in Dossier.objects.all():
        told = retold(history_of(dossier.code))
        found += [f"{dossier.code}.{name}" for name in names if getattr(dossier, name) != getattr(told, name)]
    return found


if __name__ == "__main__":
    events = EventRecord.objects.order_by("position").values_list("key", "subject", "kind", "position")
    told = {
        "backlog": backlog(),
        "events": [[str(key), *rest] for key, *rest in events],
        "dossiers": list(Dossier.objects.values_list("code", flat=True)),
        "slips": [[str(key), form] for key, form in Slip.objects.values_list("event_key", "form")],
        "notices": [[str(key), name] for key, name in Notice.objects.values_list("event_key", "username")],
        "letters": [
            [str(key), message_id, sent_at is not None]
            for key, message_id, sent_at in Message.objects.values_list("event_key", "message_id", "sent_at")
        ],
        "doubled": doubled(Slip, "event_key", "form")
        + doubled(Notice, "event_key", "username")
        + doubled(Message, "event_key", "address")
        + doubled(EventRecord, "key"),
        "differing": differing(),
    }
    print(json.dumps(told))  # noqa: T201 - its answer

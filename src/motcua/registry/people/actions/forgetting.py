"""Removing what may not be kept."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.registry.people.models import SignInTry

KEPT = timedelta(days=1)


@transaction.atomic(durable=True)
def forget_old_tries(*, at: datetime) -> int:
    """Remove counts of wrong passwords that are a day old at `at`; how many."""
    before = at - KEPT
    old = SignInTry.objects.filter(since_at__lt=before).exclude(locked_until_at__gt=before)
    return old.delete()[0]

"""Removing what may not be kept."""

from datetime import datetime

from django.db import transaction

from motcua.registry.people.models import SignInTry


@transaction.atomic(durable=True)
def forget_old_tries(*, before: datetime) -> int:
    """Remove counts of wrong passwords that began before a moment and lock nobody since; how many."""
    old = SignInTry.objects.filter(since_at__lt=before).exclude(locked_until_at__gt=before)
    return old.delete()[0]

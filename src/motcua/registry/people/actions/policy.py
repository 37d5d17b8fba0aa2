"""Deciding when a sign-in is locked."""

from datetime import date, datetime

from django.db import transaction

from motcua.kernel.errors import InvalidInput
from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import nfc
from motcua.kernel.turns import take_turn_at
from motcua.registry.people.events import SignInPolicyDecided
from motcua.registry.people.models import SignInPolicy
from motcua.registry.people.rules.locking import POLICY_POSITIVE, POLICY_TOO_EARLY, Policy


@transaction.atomic(durable=True)
def decide_sign_in_policy(policy: Policy, *, decision: str, valid_from: date, actor: str, at: datetime) -> None:
    """From a day on sign-ins are locked by `policy`, until the next decision. Raises `InvalidInput`."""
    minutes = [int(span.total_seconds()) // 60 for span in (policy.window, policy.lock)]
    if min(policy.failures_per_account, policy.failures_per_address, *minutes) < 1:
        raise InvalidInput(POLICY_POSITIVE)
    take_turn_at(SignInPolicy)
    last = SignInPolicy.objects.select_for_update(no_key=True).filter(valid_to=None).first()
    if last is not None:
        if valid_from < last.valid_from:
            raise InvalidInput(POLICY_TOO_EARLY, day=f"{last.valid_from:%d/%m/%Y}")
        last.valid_to = valid_from
        last.save(update_fields=["valid_to"])
    row = SignInPolicy.objects.create(
        failures_per_account=policy.failures_per_account,
        failures_per_address=policy.failures_per_address,
        window_minutes=minutes[0],
        lock_minutes=minutes[1],
        decision=nfc(decision),
        valid_from=valid_from,
    )
    record(
        SignInPolicyDecided(
            subject=f"sign_in_policy:{row.pk}",
            agency_code="",
            at=at,
            actor=actor,
            failures_per_account=row.failures_per_account,
            failures_per_address=row.failures_per_address,
            window_minutes=row.window_minutes,
            lock_minutes=row.lock_minutes,
            valid_from=valid_from,
        )
    )

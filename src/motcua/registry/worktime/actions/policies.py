"""How periods are counted where the law leaves a choice."""

from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.db.models import Q

from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.registry.worktime.errors import PolicyNotUsable
from motcua.registry.worktime.events import PolicyChanged
from motcua.registry.worktime.models import ClockPolicy
from motcua.registry.worktime.queries.calendars import declared_policy, renew_edition
from motcua.registry.worktime.rules.calendar import MINUTES_A_DAY
from motcua.registry.worktime.rules.inheritance import DeclaredPolicy, cut_out
from motcua.registry.worktime.rules.terms import Policy


@transaction.atomic(durable=True)
def declare_policy(
    procedure_code: str,
    policy: Policy,
    *,
    valid_from: date,
    valid_to: date | None = None,
    actor: str,
    at: datetime,
) -> None:
    """State how periods of a procedure ("" for all) that begin in ``[valid_from, valid_to)`` are counted.

    What was declared for those days before is replaced, never edited. Raises `PolicyNotUsable`.
    """
    _check(policy, valid_from, valid_to)
    take_turn_at(ClockPolicy)
    left = _replace_earlier(procedure_code, valid_from, valid_to, at)
    new = DeclaredPolicy(procedure_code, policy, valid_from, valid_to, at)
    ClockPolicy.objects.bulk_create([_row(declared, actor, at) for declared in chain(left, [new])])
    renew_edition()
    record(
        PolicyChanged(
            subject=f"policy:{procedure_code or 'VN'}",
            agency_code="",
            at=at,
            actor=actor,
            procedure_code=procedure_code,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )


def _check(policy: Policy, valid_from: date, valid_to: date | None) -> None:
    reason = ""
    if valid_to is not None and valid_to <= valid_from:
        reason = mark("ngày hết hiệu lực phải sau ngày có hiệu lực.")
    elif not policy.legal_basis.strip():
        reason = mark("hãy ghi căn cứ.")
    elif not all(0 <= minute <= MINUTES_A_DAY for minute in (policy.same_day_until, policy.forward_until)):
        reason = mark("mốc giờ phải nằm trong ngày.")
    elif not policy.answer_within.amount:
        reason = mark("thời hạn trả lời hồ sơ trực tuyến phải lớn hơn 0.")
    if reason:
        raise PolicyNotUsable(reason=reason)


def _replace_earlier(
    procedure_code: str, valid_from: date, valid_to: date | None, at: datetime
) -> list[DeclaredPolicy]:
    """Mark what overlaps as replaced; what of it stays valid outside the new dates."""
    overlapping = ClockPolicy.objects.select_for_update(no_key=True).filter(
        Q(valid_to=None) | Q(valid_to__gt=valid_from), procedure_code=procedure_code, replaced_at=None
    )
    if valid_to is not None:
        overlapping = overlapping.filter(valid_from__lt=valid_to)
    rows = list(overlapping)
    ClockPolicy.objects.filter(id__in=[row.id for row in rows]).update(replaced_at=at)
    return [piece for row in rows for piece in cut_out(declared_policy(row), valid_from, valid_to)]


def _row(declared: DeclaredPolicy, actor: str, at: datetime) -> ClockPolicy:
    policy = declared.policy
    return ClockPolicy(
        procedure_code=declared.procedure_code,
        first_day=policy.first_day,
        after_supplement=policy.after_supplement,
        same_day_until_minute=policy.same_day_until,
        forward_until_minute=policy.forward_until,
        answer_amount=policy.answer_within.amount,
        answer_unit=policy.answer_within.unit,
        early_rule=policy.early_rule,
        legal_basis=policy.legal_basis,
        valid_from=declared.valid_from,
        valid_to=declared.valid_to,
        known_at=at,
        declared_by=actor,
    )

"""Which subscriptions have a period that is over and was not sent yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from motcua.kernel import clock
from motcua.oversight.insight.public import Period, PeriodRuleView, Span, period_rules_on, sheets_on
from motcua.oversight.sheets.models import FrozenSheet, Subscription
from motcua.oversight.sheets.queries.sealing import Ordered
from motcua.registry.organisation.public import codes_under
from motcua.registry.people.public import Account

SENT_FROM = time(7)
"""On the day after the period: the night's events are counted, the office opens."""


@dataclass(frozen=True)
class Turn:
    """A subscription whose time has come, for one period, by the rights of its officer."""

    subscription: Subscription
    ordered: Ordered
    user: Any


def due_turns(at: datetime) -> Iterator[Turn]:
    """Of each subscription the last period that ended since it began, unless it was frozen for it."""
    today = clock.local(at).date()
    rules, sheets = period_rules_on(today), sheets_on(today)
    rows = list(Subscription.objects.filter(ended_at=None))
    users = {user.username: user for user in Account.objects.filter(username__in={row.username for row in rows})}
    sent = set(FrozenSheet.objects.filter(subscription__in=rows).values_list("subscription_id", "first_on", "last_on"))
    for row in rows:
        rule, sheet = rules.get(row.period_rule), sheets.get(row.sheet_code)
        period = last_ended(rule, Span(row.span), at) if rule else None
        if rule is None or sheet is None or period is None or period.last_on < row.since_on:
            continue
        if (row.pk, period.first_on, period.last_on) not in sent:
            sheet = sheets_on(period.last_on).get(row.sheet_code, sheet)
            agencies = codes_under({row.agency_code})
            ordered = Ordered(sheet, row.agency_code, agencies, period.first_on, period.last_on, rule)
            yield Turn(row, ordered, users.get(row.username))


def last_ended(rule: PeriodRuleView, span: Span, at: datetime) -> Period | None:
    """The newest period of that length that is over, from the morning after on."""
    local = clock.local(at)
    day: date = local.date()
    year, turn = rule.reckoning.holding(span, day)
    turns = {Span.MONTH: 12, Span.QUARTER: 4, Span.HALF: 2, Span.YEAR: 1}[span]
    periods = []
    for _back in range(3):
        periods.append(rule.reckoning.period(span, year, turn))
        year, turn = (year, turn - 1) if turn > 1 else (year - 1, turns)
    over = [one for one in periods if one.ends_before < day or (one.ends_before == day and local.time() >= SENT_FROM)]
    return over[0] if over else None

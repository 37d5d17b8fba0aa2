"""Looking for patterns: agency by agency, each wholly or not at all; what no longer holds is cleared."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.turns import take_turn_at
from motcua.oversight.honesty.models import Alert, AlertDossier, Look
from motcua.oversight.honesty.queries.limits import LimitsView, limits_on
from motcua.oversight.honesty.queries.traces import agencies_told, around, seen_at
from motcua.oversight.honesty.rules import alerts as found_by_rule
from motcua.oversight.honesty.rules.patterns import Pattern

LOOKED_BACK = timedelta(days=400)
WHOLE_EVERY = timedelta(hours=20)
_OVERLAP = timedelta(minutes=5)
"""What was being written while the last look ran is looked at again."""


def look(*, at: datetime) -> None:
    """Look at what was told since the last time; once a day at everything, as time alone can make a sign."""
    last = Look.objects.first()
    last_whole = Look.objects.filter(is_whole=True).first()
    is_whole = last_whole is None or at - last_whole.at >= WHOLE_EVERY
    look_through(at=at, since=None if is_whole or last is None else last.at - _OVERLAP)


def look_through(*, at: datetime, since: datetime | None = None) -> Look:
    """Look at the agencies of which something was told since a moment (None: all); what came of it."""
    agencies = agencies_told(since)
    dossiers = sum(_look_at(code, at=at) for code in agencies)
    return _keep(agencies, dossiers, at=at, is_whole=since is None)


@transaction.atomic(durable=True)
def _look_at(agency_code: str, *, at: datetime) -> int:
    """One agency's months; one look at a time, whoever asks for it."""
    take_turn_at(Alert)
    views = limits_on(clock.local(at).date())
    limits = {pattern: view.limits for pattern, view in views.items()}
    all_seen = seen_at(agency_code, since=at - LOOKED_BACK)
    surroundings = around(agency_code, all_seen, limits, at)
    groups = found_by_rule.by_agency_and_month(all_seen)
    earliest = _earliest_month(at)
    found = [
        alert
        for (code, month), group in groups.items()
        if month > earliest
        for alert in found_by_rule.alerts_in(code, month, group, limits, surroundings)
    ]
    _store(agency_code, found, views, at=at)
    return len(all_seen)


def _store(
    agency_code: str, found: Iterable[found_by_rule.Alert], views: dict[Pattern, LimitsView], *, at: datetime
) -> None:
    known = {(row.pattern, row.month_on): row for row in Alert.objects.filter(agency_code=agency_code)}
    for alert in found:
        row = known.pop((alert.pattern.value, alert.month), None)
        if row is None:
            row = Alert(pattern=alert.pattern, agency_code=agency_code, month_on=alert.month, found_at=at)
        row.rule_id, row.among, row.usual_run = views[alert.pattern].rule_id, alert.among, alert.usual_run
        row.cleared_at = None
        row.save()
        row.dossiers.all().delete()
        AlertDossier.objects.bulk_create(_rows(row, alert), batch_size=1000)
    earliest = _earliest_month(at)
    gone = [row.pk for (_pattern, month), row in known.items() if row.cleared_at is None and month > earliest]
    Alert.objects.filter(pk__in=gone).update(cleared_at=at)


def _earliest_month(at: datetime) -> date:
    """Only a part of its dossiers is looked at: nothing is said of it any more."""
    return clock.local(at - LOOKED_BACK).date().replace(day=1)


def _rows(row: Alert, alert: found_by_rule.Alert) -> list[AlertDossier]:
    return [
        AlertDossier(
            alert=row,
            subject=one.seen.subject,
            other=one.other,
            sign_at=one.at,
            minutes=one.minutes,
            of_minutes=one.of_minutes,
            ended_at=one.seen.ended_at,
            is_on_time=one.seen.is_on_time,
            is_honest=one.is_honestly_on_time,
        )
        for one in alert.signed
    ]


@transaction.atomic(durable=True)
def _keep(agencies: list[str], dossiers: int, *, at: datetime, is_whole: bool) -> Look:
    return Look.objects.create(
        at=at,
        agencies=len(agencies),
        dossiers=dossiers,
        alerts=Alert.objects.filter(cleared_at=None).count(),
        is_whole=is_whole,
    )

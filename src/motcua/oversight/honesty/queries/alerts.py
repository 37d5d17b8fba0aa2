"""Alerts that stand, and the dossiers that they take «on time» from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from motcua.kernel import clock
from motcua.oversight.honesty.models import Alert, AlertDossier, Look
from motcua.oversight.honesty.queries.limits import LimitsView, limits_on
from motcua.oversight.honesty.rules.patterns import Limits, Pattern
from motcua.oversight.insight.public import Window
from motcua.registry.organisation.public import agency_names


@dataclass(frozen=True)
class AlertView:
    """An alert with its thresholds and how many dossiers it has; `rejected` are no longer on time because of it."""

    id: int
    pattern: Pattern
    limits: Limits
    agency_code: str
    agency_name: str
    row: Alert
    found: int
    rejected: int

    @property
    def share(self) -> float:
        """Found among those that could have the sign, in per cent."""
        return 100 * self.found / self.row.among if self.row.among else 0.0


def standing_alerts(*, agencies: Collection[str] | None, window: Window | None = None) -> list[AlertView]:
    """The alerts that stand of some agencies (None: all), of months that touch a window; newest first."""
    rows = _standing(agencies)
    if window is not None:
        first, last = clock.local(window.from_at).date().replace(day=1), clock.local(window.to_at).date()
        rows = rows.filter(month_on__gte=first, month_on__lte=last)
    return _views(rows)


def alert_of(pk: int, *, agencies: Collection[str]) -> AlertView | None:
    """One alert that stands, of the agencies that may be seen."""
    return next(iter(_views(_standing(agencies).filter(pk=pk))), None)


def rejected(window: Window, *, agencies: Collection[str] | None) -> QuerySet[AlertDossier]:
    """Dossiers that the official figures of a window count as on time and an alert that stands does not."""
    rows = AlertDossier.objects.filter(
        is_on_time=True,
        is_honest=False,
        ended_at__gte=window.from_at,
        ended_at__lt=window.to_at,
        alert__cleared_at=None,
    )
    return rows if agencies is None else rows.filter(alert__agency_code__in=agencies)


def dossiers_of(pk: int) -> QuerySet[AlertDossier]:
    """The dossiers of an alert, what is taken from «on time» first, newest first."""
    return AlertDossier.objects.filter(alert_id=pk).order_by("is_honest", "-is_on_time", "-sign_at", "subject")


def last_look() -> Look | None:
    """When it was last looked."""
    return Look.objects.first()


def _standing(agencies: Collection[str] | None) -> QuerySet[Alert]:
    rows = Alert.objects.filter(cleared_at=None)
    return rows if agencies is None else rows.filter(agency_code__in=agencies)


def _views(rows: QuerySet[Alert]) -> list[AlertView]:
    not_honest = Q(dossiers__is_on_time=True, dossiers__is_honest=False)
    counted = rows.select_related("rule").prefetch_related("rule__limits").annotate(
        found=Count("dossiers__subject", distinct=True),
        rejected=Count("dossiers__subject", filter=not_honest, distinct=True),
    )  # fmt: skip
    found = list(counted.order_by("-month_on", "agency_code", "pattern"))
    names = agency_names({row.agency_code for row in found})
    return [
        AlertView(
            row.pk,
            Pattern(row.pattern),
            _limits(row),
            row.agency_code,
            names.get(row.agency_code, row.agency_code),
            row,
            row.found,
            row.rejected,
        )
        for row in found
    ]


def _limits(row: Alert) -> Limits:
    """The thresholds it was found by."""
    return Limits(Pattern(row.pattern), {one.name: one.value for one in row.rule.limits.all()}, row.rule.law)


def limits_of(day: datetime) -> list[LimitsView]:
    """The thresholds of a day, for the explanation on the page."""
    return list(limits_on(clock.local(day).date()).values())

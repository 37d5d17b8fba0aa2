"""Thresholds of a day as values; published rows never change, so they are kept in the process."""

from dataclasses import dataclass
from datetime import date

from motcua.kernel.memory import remembered
from motcua.oversight.honesty.models import PatternRule
from motcua.oversight.honesty.rules.patterns import Limits, Pattern


@dataclass(frozen=True)
class LimitsView:
    """The thresholds of a pattern with the row they come from."""

    rule_id: int
    limits: Limits
    valid_from: date


@remembered(seconds=10)
def limits_on(day: date) -> dict[Pattern, LimitsView]:
    """Thresholds of every pattern on `day`, in the order of the list of patterns."""
    rows = {row.code: row for row in PatternRule.objects.on(day).prefetch_related("limits")}
    return {pattern: _view(rows[pattern]) for pattern in Pattern if pattern in rows}


def _view(row: PatternRule) -> LimitsView:
    values = {one.name: one.value for one in row.limits.all()}
    return LimitsView(row.pk, Limits(Pattern(row.code), values, row.law), row.valid_from)

"""What the own events say of the rates that a report claims: doubts with the live figure linked."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where
from motcua.kernel.ui.wording import day
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import Figure, Period, Reckoning, figures_in, window_of
from motcua.oversight.insight.public import Span as Length
from motcua.oversight.report_check.queries.checking import CheckedReport, Remark, explained
from motcua.oversight.report_check.rules.rates import Rate, Span
from motcua.oversight.report_check.rules.remarks import LIVE_DIFFERS, Kind, Problem, percent, plain
from motcua.oversight.report_check.rules.verdicts import Verdict, judge
from motcua.registry.organisation.public import codes_under

_LENGTHS = {1: Length.MONTH, 3: Length.QUARTER, 6: Length.HALF, 9: Length.NINE, 12: Length.YEAR}
_RECKONINGS = (Reckoning(), Reckoning(15, 1))
"""The calendar, and the months that begin on the 15th: who agrees with either is right."""
_MOST_RATES = 20


def with_live_figures(report: CheckedReport, user: Any, *, now: datetime) -> CheckedReport:
    """The report with a doubt for each rate of a past period that the events of the user's agencies do not bear out."""
    today = clock.local(now).date()
    rates = [rate for rate in report.rates if rate.span.is_over(today)][:_MOST_RATES]
    agencies = codes_under(agencies_where(user, SEE)) if rates else set()
    if not agencies:
        return report
    remarks = sorted(
        [*report.remarks, *_live_remarks(report, rates, agencies, today)],
        key=lambda one: (one.problem.start, one.problem.end),
    )
    return replace(report, remarks=remarks)


def _live_remarks(report: CheckedReport, rates: list[Rate], agencies: Collection[str], today: date) -> Iterator[Remark]:
    periods = {f"{at}-{number}": _period(rate.span, reckoning)
               for at, rate in enumerate(rates) for number, reckoning in enumerate(_RECKONINGS)}  # fmt: skip
    windows = {name: window_of(period) for name, period in periods.items()}
    told = figures_in(windows, {rate.indicator for rate in rates}, agencies=agencies, on=today)
    for at, rate in enumerate(rates):
        names = [f"{at}-{number}" for number in range(len(_RECKONINGS))]
        live = [(told[name].get(rate.indicator), periods[name]) for name in names]
        known = [(figure, period) for figure, period in live if figure and figure.is_told and figure.denominator]
        if known and not any(_agree(figure, rate) for figure, _ in known):
            yield _remark(report, rate, *known[0])


def _period(span: Span, reckoning: Reckoning) -> Period:
    return reckoning.period(_LENGTHS[span.months], span.year, (span.first_month - 1) // span.months + 1)


def _agree(figure: Figure, rate: Rate) -> bool:
    return judge(Fraction(figure.numerator, figure.denominator or 1), rate.figure) is Verdict.RIGHT


def _remark(report: CheckedReport, rate: Rate, figure: Figure, period: Period) -> Remark:
    start, end = rate.place
    stated = report.text[start:end]
    whole = figure.denominator or 1
    computed = percent(Fraction(figure.numerator, whole), 2)
    parameters = {
        "stated": stated,
        "computed": computed,
        "numerator": plain(Decimal(figure.numerator)),
        "denominator": plain(Decimal(whole)),
        "first": day(period.first_on),
        "last": day(period.last_on),
    }
    problem = Problem(Kind.CONFLICT, start, end, stated, computed, LIVE_DIFFERS, parameters)
    days = urlencode({"tu": day(period.first_on), "den": day(period.last_on)})
    link = f"{reverse('insight:indicator', args=[rate.indicator])}?{days}"
    return Remark(problem, stated, explained(problem), link)

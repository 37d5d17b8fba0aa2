"""What figures are asked for: which period, of which agencies, up to which moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where
from motcua.kernel.ui.wording import day, read_day
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.queries.counting import Window, window_of
from motcua.oversight.insight.queries.definitions import PeriodRuleView, period_rules_on
from motcua.oversight.insight.rules.periods import LENGTH, Period, Span
from motcua.registry.organisation.public import agency_names, codes_under

RULE = "vpcp"
_SHOWN = {Span.MONTH: 3, Span.QUARTER: 3, Span.HALF: 1, Span.NINE: 1, Span.YEAR: 2}


@dataclass(frozen=True)
class Wanted:
    """The period and agencies of a page; `query` asks for the same again."""

    key: str
    period: Period
    rule: PeriodRuleView | None
    agency: str
    agencies: tuple[str, ...]
    now: datetime
    choices: tuple[tuple[str, str], ...]
    agency_choices: tuple[tuple[str, str], ...]
    typed: dict[str, str]

    @property
    def window(self) -> Window:
        """Up to now where the period is not over."""
        return window_of(self.period, until=self.now)

    @property
    def is_over(self) -> bool:
        return self.window.to_at < self.now

    @property
    def on(self) -> date:
        """The day whose definitions hold."""
        return self.period.last_on

    @property
    def query(self) -> str:
        known = {"ky": self.key, "co-quan": self.agency, **self.typed}
        return urlencode({name: value for name, value in known.items() if value})


def asked_for(user: Any, given: Mapping[str, str], *, default: str = f"{RULE}:{Span.MONTH}") -> Wanted:
    """What `user` asks for with the words of an address; raises `InvalidInput` for days that are none."""
    now = clock.now()
    today = clock.local(now).date()
    rules = period_rules_on(today)
    choices = _choices(rules, today)
    key = given.get("ky", "")
    if key not in dict(choices):
        key = next((choice for choice, _label in choices if choice.startswith(default)), "")
    rule, period = _period(key, rules, today)
    typed = {name: given.get(name, "").strip() for name in ("tu", "den")}
    if first_on := read_day(typed["tu"]):
        period, rule = Period(first_on, read_day(typed["den"]) or today), None
    granted = codes_under(agencies_where(user, SEE))
    names = agency_names(granted)
    agency = given.get("co-quan", "")
    agencies = codes_under({agency}) if agency in granted else granted
    agency_choices = [("", _("Mọi cơ quan bạn được xem")), *((code, names.get(code, code)) for code in granted)]
    return Wanted(key, period, rule, agency if agency in granted else "", tuple(set(agencies) & set(granted)), now,
                  tuple(choices), tuple(agency_choices), {n: t for n, t in typed.items() if t})  # fmt: skip


def period_words(span: Span, year: int, turn: int) -> str:
    """«Quý 3/2026»."""
    if span is Span.YEAR:
        return f"{_(span.label)} {year}"
    if span in {Span.HALF, Span.NINE}:
        which = "" if span is Span.NINE else " " + (_("đầu") if turn == 1 else _("cuối"))
        return f"{_(span.label)}{which} {_('năm')} {year}"
    return f"{_(span.label)} {turn}/{year}"


def _choices(rules: dict[str, PeriodRuleView], today: date) -> list[tuple[str, str]]:
    found = []
    for rule in rules.values():
        for span, count in _SHOWN.items():
            year, turn = rule.reckoning.holding(span, today)
            for _number in range(count):
                period = rule.reckoning.period(span, year, turn)
                bounds = f"{day(period.first_on)} – {day(period.last_on)}"
                found.append((f"{rule.code}:{span}:{year}:{turn}", f"{period_words(span, year, turn)} ({bounds})"))
                year, turn = (year, turn - 1) if turn > 1 else (year - 1, max(12 // LENGTH[span], 1))
    return found


def _period(key: str, rules: dict[str, PeriodRuleView], today: date) -> tuple[PeriodRuleView | None, Period]:
    if not key:
        return None, Period(today.replace(day=1), today)
    code, span, year, turn = key.split(":")
    return rules[code], rules[code].reckoning.period(Span(span), int(year), int(turn))

"""From a text to what it claims and what does not follow: the whole grammar, one step after another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from motcua.oversight.report_check.errors import TOO_MANY_FIGURES, ReportUnreadable
from motcua.oversight.report_check.rules.clauses import Block, blocks_of
from motcua.oversight.report_check.rules.conflicts import Conflicts
from motcua.oversight.report_check.rules.dates import Calendar
from motcua.oversight.report_check.rules.eligible import listed_shares, unclear_parts, undefined, without_period
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort, figures_of
from motcua.oversight.report_check.rules.flows import Flows
from motcua.oversight.report_check.rules.growth import Growth
from motcua.oversight.report_check.rules.levels import level_sums
from motcua.oversight.report_check.rules.lexicon import GOAL
from motcua.oversight.report_check.rules.lists import breakdowns_of
from motcua.oversight.report_check.rules.pairs import Pairs, pairs_of
from motcua.oversight.report_check.rules.ranks import rank_problems
from motcua.oversight.report_check.rules.rates import Rate, rates_of
from motcua.oversight.report_check.rules.ratios import Ratios
from motcua.oversight.report_check.rules.remarks import Claim, ClaimKind, Problem, plain
from motcua.oversight.report_check.rules.shares import above_whole, share_problems
from motcua.oversight.report_check.rules.sums import Sums
from motcua.oversight.report_check.rules.surface import Surface
from motcua.oversight.report_check.rules.tables import Row, rows_of, table_problems, tables_of
from motcua.oversight.report_check.rules.twice import Twice

MOST_NUMBERS = 20_000
"""A hundred pages hold three thousand; many more are a list of data, not a report."""
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; places of claims and problems are characters of `text`."""

    text: str
    claims: list[Claim]
    problems: list[Problem]
    rates: list[Rate] = field(default_factory=list)
    """What live indicators can answer."""


def read(text: str, *, today: date) -> Reading:
    """What `text` claims and what in it does not follow; `today` tells days that have not come.

    Raises `ReportUnreadable` for a text of very many numbers.
    """
    surface = Surface(text)
    calendar = Calendar(surface.flat, surface.low, today)
    masked = calendar.masked
    if sum(1 for _ in _NUMBER.finditer(masked)) > MOST_NUMBERS:
        raise ReportUnreadable(TOO_MANY_FIGURES, most=MOST_NUMBERS)
    tables = tables_of(masked)
    figures = figures_of(surface, masked, rows_of(tables))
    blocks = blocks_of(surface.flat, masked, figures)
    found = _Found(surface, calendar, masked, figures, blocks)
    found.check(tables)
    claims = sorted({_placed(claim, surface) for claim in found.claims}, key=lambda one: (one.start, one.end, one.kind))
    problems = sorted(found.problems, key=lambda one: (one.start, one.end, one.kind))
    rates = [replace(rate, place=surface.span(rate.figure.start, rate.figure.end)) for rate in found.rates]
    return Reading(text, claims, [_problem_placed(problem, surface) for problem in _once(problems)], rates)


class _Found:
    """Gathers what the checks find, in the places of the flat text."""

    def __init__(
        self, surface: Surface, calendar: Calendar, masked: str, figures: list[Figure], blocks: list[Block]
    ) -> None:
        self.surface, self.calendar, self.masked = surface, calendar, masked
        self.figures, self.blocks = figures, blocks
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []
        self.rates: list[Rate] = []

    def check(self, tables: list[list[Row]]) -> None:
        masked, blocks = self.masked, self.blocks
        pairs = Pairs(pairs_of(masked, blocks))
        breakdowns = list(breakdowns_of(masked, blocks, pairs))
        ratios, sums, growth = Ratios(masked, pairs), Sums(masked), Growth(masked)
        ratios.check(blocks, breakdowns)
        for found in breakdowns:
            sums.check(found)
        for block in blocks:
            sums.check_total_after(block)
            sums.check_rest(block)
            growth.check(block)
            self.problems += [*share_problems(masked, block), *above_whole(masked, block)]
        flows = Flows(masked, pairs, sums.claims)
        flows.check(blocks)
        self.problems += level_sums(masked, blocks, pairs, [*sums.claims, *flows.claims])
        for checker in (ratios, sums, growth, flows):
            self.claims += checker.claims
            self.problems += checker.problems
        self.problems += [*self.calendar.problems, *table_problems(tables), *rank_problems(masked)]
        self.problems += undefined(masked, blocks, pairs, ratios.settled)
        self.problems += [*listed_shares(masked, blocks), *unclear_parts(blocks, breakdowns)]
        self.problems += without_period(masked, blocks, self.calendar)
        conflicts = Conflicts(masked, self.surface.flat, blocks, self.calendar)
        self.problems += conflicts.all(breakdowns, pairs)
        twice = Twice(masked, self.surface.flat, self.calendar, pairs)
        self.problems += twice.check(blocks, breakdowns)
        self.rates = list(rates_of(twice, self.surface.low, blocks))
        self.claims += [*self._plain_claims(), *self._dates_and_papers()]

    def _plain_claims(self) -> Iterator[Claim]:
        kinds = {Sort.COUNT: ClaimKind.FIGURE, Sort.PERCENT: ClaimKind.PERCENTAGE}
        for block in self.blocks:
            for figure in block.figures:
                lead = self.masked[max(block.start, figure.start - 60) : figure.start]
                is_target = figure.sort is Sort.PERCENT and (GOAL.search(lead) or figure.hedge is Hedge.RANGE)
                kind = ClaimKind.TARGET if is_target else kinds.get(figure.sort, ClaimKind.CHANGE)
                yield Claim(kind, figure.start, figure.end, plain(figure.amount))

    def _dates_and_papers(self) -> Iterator[Claim]:
        for day in self.calendar.days:
            yield Claim(ClaimKind.DATE, day.start, day.end, day.on.isoformat() if day.on else "")
        for paper in self.calendar.papers:
            yield Claim(ClaimKind.DOCUMENT, paper.start, paper.end, paper.number)


def _once(problems: list[Problem]) -> Iterator[Problem]:
    """One remark of a kind for one place: a sum said by its words and by its table is one sum."""
    seen: set[tuple[object, ...]] = set()
    for problem in problems:
        key = (problem.kind, problem.start, problem.end)
        if key not in seen:
            seen.add(key)
            yield problem


def _placed(claim: Claim, surface: Surface) -> Claim:
    start, end = surface.span(claim.start, claim.end)
    return replace(claim, start=start, end=end)


def _problem_placed(problem: Problem, surface: Surface) -> Problem:
    start, end = surface.span(problem.start, problem.end)
    return replace(problem, start=start, end=end)

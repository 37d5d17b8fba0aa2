"""Provinces beside each other: what each promises and states about the same thing, and what does not compare."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from motcua.oversight.reform.public import (
    Outcome,
    PlanView,
    TargetKind,
    TargetView,
    outcome_of,
    plans_visible_to,
    results_of,
    targets_of,
)
from motcua.oversight.scorecards.queries.chosen import Chosen
from motcua.oversight.scorecards.rules.comparing import Footing, differences
from motcua.oversight.scorecards.rules.definitions import Subject, subjects_of

OUR_OWN = Path(__file__).resolve().parent.parent / "definitions" / "subjects.toml"
SPEAKING = (TargetKind.TARGET, TargetKind.RESULT)


@dataclass(frozen=True)
class Said:
    """What a province's paper says of a subject; `outcome` None: nothing to hold it against."""

    province: str
    plan: PlanView
    target: TargetView
    outcome: Outcome | None
    value: Any
    url: str

    @property
    def is_promise(self) -> bool:
        return self.target.kind is TargetKind.TARGET

    @property
    def footing(self) -> Footing:
        one = self.target
        scope = "; ".join(word for word in (one.scope, one.exclusions) if word)
        return Footing(one.unit, one.year, one.level, scope, bool(one.measure.denominator))


@dataclass(frozen=True)
class Compared:
    """One subject, province by province; `why` says what keeps the figures apart, empty: they compare."""

    subject: Subject
    columns: tuple[tuple[str, tuple[Said, ...]], ...]
    why: tuple[str, ...]

    @property
    def is_comparable(self) -> bool:
        return not self.why


@dataclass(frozen=True)
class Comparison:
    """All subjects of which anybody speaks."""

    provinces: tuple[str, ...]
    rows: tuple[Compared, ...]

    @property
    def comparable(self) -> int:
        return sum(row.is_comparable for row in self.rows)


@cache
def subjects() -> tuple[Subject, ...]:
    """As they are written."""
    return subjects_of(tomllib.loads(OUR_OWN.read_text(encoding="utf-8")))


def comparison_for(user: Any, asked: Chosen) -> Comparison:
    """The papers of other provinces that were brought in, and our own; a fixed number of queries."""
    plans = {plan.code: plan for plan in plans_visible_to(user) if not plan.is_ours or plan.agency_code == asked.agency}
    targets = [one for one in targets_of(plans=list(plans)) if one.kind in SPEAKING] if plans else []
    told = _told(targets, plans, asked)
    provinces = tuple(sorted({one.province for one in told}))
    rows = [_compared(subject, [one for one in told if subject.is_meant(one.target.name)], provinces)
            for subject in subjects()]  # fmt: skip
    return Comparison(provinces, tuple(row for row in rows if row is not None))


def _told(targets: Collection[TargetView], plans: dict[str, PlanView], asked: Chosen) -> list[Said]:
    """Ours with live results; of others a promise is held against what the same province states of the same name."""
    ours = [one for one in targets if plans[one.plan_code].is_ours]
    results = results_of(ours, at=asked.at)
    stated = {
        (plans[one.plan_code].province, one.name): one.minimum for one in targets if one.kind is TargetKind.RESULT
    }
    found = []
    for one in targets:
        plan = plans[one.plan_code]
        if plan.is_ours:
            result = results[one.code]
            found.append(Said(asked.name, plan, one, result.outcome, result.value, result.url))
            continue
        value = stated.get((plan.province, one.name))
        is_held = one.kind is TargetKind.TARGET and value is not None
        found.append(Said(plan.province, plan, one, outcome_of(one, value=value) if is_held else None, value, one.url))
    return found


def _compared(subject: Subject, said: list[Said], provinces: Collection[str]) -> Compared | None:
    if not said:
        return None
    columns = tuple((name, tuple(one for one in said if one.province == name)) for name in provinces)
    who = {one.province for one in said}
    footings = [one.footing for one in said] if len(who) > 1 else [said[0].footing]
    return Compared(subject, columns, tuple(differences(footings)))

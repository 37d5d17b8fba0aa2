"""The small language of indicators, read into a tree and checked; every fault names its place.

    during(finished where standing in (early, on_time)) - during(withdrawn)
    closing(open where channel = online and level != commune)

`during` counts a flow within the period, `opening` and `closing` a stock at its first and at its last moment. Numbers
multiply. What stands on both sides of + or - has one unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.texts.mark import mark
from motcua.oversight.insight.rules.facts import DIMENSIONS, FACTS, Fact, Kind, Unit

WINDOWS = {"during": Kind.FLOW, "opening": Kind.STOCK, "closing": Kind.STOCK}
WINDOW_LABELS = {"during": mark("trong kỳ"), "opening": mark("đầu kỳ"), "closing": mark("cuối kỳ")}
_TOKEN = re.compile(r"\s*(?:(?P<word>[a-z_]+)|(?P<number>\d+)|(?P<sign>!=|[-+*=(),])|(?P<fault>\S))")


class FormulaFault(ValueError):
    """What is wrong, in Vietnamese, and at which character (from 1)."""

    def __init__(self, reason: str, column: int) -> None:
        super().__init__(f"{reason} (ký tự thứ {column})")


@dataclass(frozen=True)
class Condition:
    """`name` is a detail or a dimension; its value must be (or must not be) one of `values`."""

    name: str
    values: tuple[str, ...]
    is_not: bool = False


@dataclass(frozen=True)
class Count:
    """A fact counted in a window, under conditions."""

    window: str
    fact: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Term:
    """A count, so many times; negative when it is taken away."""

    times: int
    count: Count


@dataclass(frozen=True)
class Formula:
    """A sum of terms of one unit."""

    terms: tuple[Term, ...]
    unit: Unit

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it is made of, once each."""
        return tuple({term.count.fact: FACTS[term.count.fact] for term in self.terms}.values())

    @property
    def untold(self) -> tuple[Fact, ...]:
        """The facts that no event tells yet."""
        return tuple(fact for fact in self.facts if not fact.told_by)


def read_formula(text: str) -> Formula:
    """The checked tree of `text`; raises `FormulaFault`."""
    reader = _Reader(text)
    terms = tuple(reader.sum(1))
    reader.end()
    units = {FACTS[term.count.fact].unit for term in terms}
    if len(units) > 1:
        names = " và ".join(sorted(unit.label for unit in units))
        raise FormulaFault(f"không cộng trừ được hai đơn vị khác nhau: {names}", 1)
    return Formula(terms, units.pop())


def read_conditions(text: str) -> tuple[Condition, ...]:
    """Conditions that narrow every fact (a scope); '' for none. Raises `FormulaFault`."""
    if not text.strip():
        return ()
    reader = _Reader(text)
    conditions = reader.conditions(None)
    reader.end()
    return conditions


class _Reader:
    """Reads from left to right, one token ahead."""

    def __init__(self, text: str) -> None:
        self._tokens = [(m.lastgroup or "", m.group(m.lastgroup or 0), m.start(m.lastgroup or 0) + 1) for m in
                        _TOKEN.finditer(text.rstrip())]  # fmt: skip
        self._tokens.append(("end", "", len(text.rstrip()) + 1))
        self._at = 0

    def sum(self, sign: int) -> Iterator[Term]:
        """Products joined by + and -."""
        yield from self._product(sign)
        while self._next() in {"+", "-"}:
            yield from self._product(sign if self._take()[1] == "+" else -sign)

    def end(self) -> None:
        """Nothing may be left."""
        if self._tokens[self._at][0] != "end":
            self._refuse("không hiểu «{}» ở đây")

    def conditions(self, fact: Fact | None) -> tuple[Condition, ...]:
        """Conditions joined by `and`; of `fact` with its detail, or of every fact."""
        found = [self._condition(fact)]
        while self._next() == "and":
            self._take()
            found.append(self._condition(fact))
        return tuple(found)

    def _product(self, times: int) -> Iterator[Term]:
        if self._tokens[self._at][0] == "number":
            times *= int(self._take()[1])
            self._expect("*")
        if self._next() == "(":
            self._take()
            yield from self.sum(times)
            self._expect(")")
        else:
            yield Term(times, self._count())

    def _count(self) -> Count:
        window = self._name(WINDOWS, "«{}» không phải cách đếm; chỉ có during, opening, closing")
        self._expect("(")
        fact = FACTS[self._name(FACTS, "không có dữ kiện «{}»")]
        if fact.kind is not WINDOWS[window]:
            self._refuse(f"không đếm được «{fact.code}» bằng {window}", back=1)
        conditions: tuple[Condition, ...] = ()
        if self._next() == "where":
            self._take()
            conditions = self.conditions(fact)
        self._expect(")")
        return Count(window, fact.code, conditions)

    def _condition(self, fact: Fact | None) -> Condition:
        known = dict(DIMENSIONS)
        if fact and fact.detail:
            known[fact.detail] = fact.values
        name = self._name(known, "không lọc được theo «{}»")
        sign = self._take()[1]
        if sign not in {"=", "!=", "in"}:
            self._refuse("sau tên phải là =, != hoặc in, không phải «{}»", back=1)
        value = f"«{{}}» không phải giá trị của {name}"
        if sign != "in":
            return Condition(name, (self._name(known[name], value),), is_not=sign == "!=")
        self._expect("(")
        values = [self._name(known[name], value)]
        while self._next() == ",":
            self._take()
            values.append(self._name(known[name], value))
        self._expect(")")
        return Condition(name, tuple(values))

    def _next(self) -> str:
        return self._tokens[self._at][1]

    def _take(self) -> tuple[str, str, int]:
        token = self._tokens[self._at]
        self._at += token[0] != "end"
        return token

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            self._refuse(f"thiếu «{sign}» trước «{{}}»")
        self._take()

    def _name(self, known: object, reason: str) -> str:
        if self._next() not in known:  # type: ignore[operator]
            self._refuse(reason)
        return self._take()[1]

    def _refuse(self, reason: str, back: int = 0) -> None:
        _kind, text, column = self._tokens[self._at - back]
        raise FormulaFault(reason.format(text or "hết công thức"), column)

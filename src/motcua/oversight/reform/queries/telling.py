"""A programme told again as lines of a file: what was read in comes back the same."""

from collections.abc import Iterator
from decimal import Decimal

from motcua.oversight.reform.models import Bound, Edition, Target

COLUMNS = [
    "id",
    "area",
    "indicator_vi",
    "kind",
    "level",
    "comparator",
    "comparator_basis",
    "value",
    "value_max",
    "unit",
    "min_or_strive",
    "pair_id",
    "numerator",
    "denominator",
    "components",
    "period",
    "effective_year",
    "baseline",
    "scope_or_condition",
    "exclusions",
]


def lines_told(edition: Edition) -> dict[str, dict[str, str]]:
    """Line code → its cells, in the order of the edition; one line for each bound."""
    targets = edition.targets.prefetch_related("bounds")
    return {bound.code: _cells(target, bound) for target in targets for bound in _bounds(target)}


def _bounds(target: Target) -> Iterator[Bound]:
    return iter(target.bounds.all())


def _cells(target: Target, bound: Bound) -> dict[str, str]:
    return {
        "id": bound.code,
        "area": target.area,
        "indicator_vi": target.name,
        "kind": target.kind,
        "level": target.level,
        "comparator": bound.comparator,
        "comparator_basis": "inferred" if bound.is_inferred else "stated",
        "value": bound.words or plain_number(bound.value),
        "value_max": plain_number(bound.upper),
        "unit": target.unit,
        "min_or_strive": bound.said,
        "pair_id": target.pair,
        "numerator": target.numerator_words,
        "denominator": target.denominator_words,
        "components": target.components,
        "period": target.period,
        "effective_year": target.year_words or (str(target.year) if target.year else ""),
        "baseline": target.base_words,
        "scope_or_condition": bound.scope,
        "exclusions": target.exclusions,
    }


def plain_number(value: Decimal | None) -> str:
    """«50.34», «100»: without zeros that say nothing."""
    if value is None:
        return ""
    whole = format(value.normalize(), "f")
    return "0" if whole == "-0" else whole

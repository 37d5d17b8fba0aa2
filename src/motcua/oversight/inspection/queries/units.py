"""Whom an agency may inspect."""

from collections.abc import Collection
from datetime import date

from motcua.kernel.access.rights import covers
from motcua.registry.organisation.public import AgencyView, agencies


def units_below(agency_code: str, *, on: date) -> list[AgencyView]:
    """The agencies below one on a day, without itself."""
    return [
        unit for unit in agencies(on=on) if unit.code != agency_code and covers(frozenset({agency_code}), unit.code)
    ]


def units_below_any(codes: Collection[str], *, on: date) -> list[AgencyView]:
    """The same of several."""
    return [unit for unit in agencies(on=on) if unit.code not in codes and covers(frozenset(codes), unit.code)]

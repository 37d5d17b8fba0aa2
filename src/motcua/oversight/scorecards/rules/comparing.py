"""Whether figures of two provinces may stand beside each other, and if not, why. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.texts.mark import mark

UNITS = mark("khác đơn vị tính")
YEARS = mark("khác năm")
LEVELS = mark("khác cấp")
SCOPES = mark("khác phạm vi hoặc điều kiện")
UNDEFINED = mark("mẫu số chưa xác định")
ALONE = mark("chỉ một tỉnh nêu")


@dataclass(frozen=True)
class Footing:
    """On what a figure stands."""

    unit: str
    year: int | None
    level: str
    scope: str
    is_defined: bool


def differences(footings: Sequence[Footing]) -> list[str]:
    """Why figures of these footings do not compare; nothing where they do."""
    if len(footings) < 2:  # noqa: PLR2004 - it takes two
        return [ALONE]
    asked = (
        (UNITS, {one.unit for one in footings}),
        (YEARS, {one.year for one in footings}),
        (LEVELS, {one.level for one in footings}),
        (SCOPES, {one.scope for one in footings}),
    )
    found = [why for why, values in asked if len(values) > 1]
    is_share = any(one.unit == "%" for one in footings)
    return [*found, UNDEFINED] if is_share and not all(one.is_defined for one in footings) else found

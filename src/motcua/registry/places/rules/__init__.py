"""Kinds of administrative units, their codes and how they are written. Plain Python."""

import re
from collections.abc import Iterable
from datetime import date

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark

REFORM = date(2025, 7, 1)
"""34 provinces and 3,321 wards from this day, no districts (Resolution 202/2025/QH15, Decision 19/2025/QĐ-TTg)."""
ALWAYS = date(1900, 1, 1)
"""First day of the units from before the reform: the table knows when they ended, not when they began."""
PROVINCE_DIGITS, DISTRICT_DIGITS, WARD_DIGITS = 2, 3, 5


class Kind(Labelled):
    """What a unit is; its label is the first word of its name."""

    PROVINCE = "province", mark("Tỉnh")
    CITY = "city", mark("Thành phố")
    URBAN_DISTRICT = "urban_district", mark("Quận")
    DISTRICT = "district", mark("Huyện")
    TOWN = "town", mark("Thị xã")
    WARD = "ward", mark("Phường")
    COMMUNE = "commune", mark("Xã")
    TOWNSHIP = "township", mark("Thị trấn")
    SPECIAL_ZONE = "special_zone", mark("Đặc khu")


class Share(Labelled):
    """How much of an old unit went to a new one, the most first."""

    WHOLE = "whole", mark("Toàn bộ")
    MAIN = "main", mark("Phần chính")
    PART = "part", mark("Một phần")


KINDS_BY_DIGITS = {
    PROVINCE_DIGITS: frozenset({Kind.PROVINCE, Kind.CITY}),
    DISTRICT_DIGITS: frozenset({Kind.CITY, Kind.URBAN_DISTRICT, Kind.DISTRICT, Kind.TOWN}),
    WARD_DIGITS: frozenset({Kind.WARD, Kind.COMMUNE, Kind.TOWNSHIP, Kind.SPECIAL_ZONE}),
}
"""The number of digits of a code says the level, the level which kinds there are."""
_SHORT = {
    "tp": "thanh pho",
    "hcm": "ho chi minh",
    "tphcm": "thanh pho ho chi minh",
    "tx": "thi xa",
    "tt": "thi tran",
}
_SIGNS = re.compile(r"[^a-z0-9]+")
_BY_LABEL = {fold(kind.label): kind for kind in Kind} | {kind.value: kind for kind in Kind}


def kind_named(text: str) -> Kind | None:
    """The kind by its value or by its Vietnamese word, in any case and with or without accents."""
    return _BY_LABEL.get(fold(text))


def full_name(kind: str, name: str) -> str:
    """«Xã Hòa An»."""
    return f"{Kind(kind).label} {name}"


def with_province(unit: str, province: str) -> str:
    """«Xã Hòa An, tỉnh Cao Bằng»."""
    return f"{unit}, {province[:1].lower()}{province[1:]}"


def as_typed(text: str) -> str:
    """What a person typed, in the form of a search key, usual abbreviations written out: «TP.HCM»."""
    return " ".join(_SHORT.get(word, word) for word in search_key([text]).split())


def search_key(names: Iterable[str]) -> str:
    """What is searched: names folded, without signs between; «Hoà» and «Hòa», «Ea H'leo» and «Ea Hleo» are the same."""
    return " ".join(_SIGNS.sub(" ", fold(" ".join(names)).replace("'", "").replace("’", "")).split())

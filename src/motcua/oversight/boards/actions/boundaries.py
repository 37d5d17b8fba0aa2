"""Taking in the boundaries of wards: all of a file or nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.oversight.boards.errors import BoundariesFaulty
from motcua.oversight.boards.models import Boundary
from motcua.oversight.boards.rules.outlines import Outline, Polygon, outlines_of
from motcua.registry.places.public import PlaceView, provinces, wards_of

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Loaded:
    """How many boundaries are new, and how many were there already."""

    new: int
    known: int


@transaction.atomic(durable=True)
def load_boundaries(file: Path, *, valid_from: date, most_bytes: int = MOST_BYTES) -> Loaded:
    """Store the boundaries of a file from a day on; those before end there. Raises `BoundariesFaulty`.

    Running it again writes nothing. A boundary that is changed gets a second row, its old one an end.
    """
    matched = _matched(outlines_of(_read(file, most_bytes)), valid_from)
    take_turn_at(Boundary)
    rows = Boundary.objects.select_for_update(no_key=True, of=("self",)).filter(place_code__in=matched)
    before = {row.place_code: row for row in rows.on(valid_from)}
    later = rows.filter(valid_from__gt=valid_from).values_list("place_code", flat=True).first()
    if later:
        raise BoundariesFaulty(place=later, reason=mark("đã có ranh giới của một ngày sau ngày này."))
    changed = {code: polygons for code, polygons in matched.items() if not _is_same(before.get(code), polygons)}
    ended = Q(place_code__in=changed) & Q(valid_to=None)
    Boundary.objects.filter(ended, valid_from=valid_from).delete()
    Boundary.objects.filter(ended).update(valid_to=valid_from)
    Boundary.objects.bulk_create(
        Boundary(place_code=code, polygons=polygons, digest=_digest(polygons), valid_from=valid_from)
        for code, polygons in changed.items()
    )
    return Loaded(len(changed), len(matched) - len(changed))


def _read(file: Path, most_bytes: int) -> object:
    place = file.name
    try:
        if file.stat().st_size > most_bytes:
            raise BoundariesFaulty(place=place, reason=mark("tệp lớn hơn 64 MB; hãy giản lược đường ranh giới trước."))
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BoundariesFaulty(place=place, reason=mark("không mở được tệp.")) from None
    except (ValueError, RecursionError):
        raise BoundariesFaulty(place=place, reason=mark("không phải JSON.")) from None


def _matched(outlines: list[Outline], day: date) -> dict[str, list[Polygon]]:
    """By code, or by name where only one ward of the country bears it and its code is not given."""
    wards = [ward for province in provinces(day) for ward in wards_of(province.code, day)]
    by_code = {ward.code: ward for ward in wards}
    by_name: dict[str, list[PlaceView]] = {}
    for ward in wards:
        for name in {fold(ward.name), fold(ward.full_name)}:
            by_name.setdefault(name, []).append(ward)
    found: dict[str, list[Polygon]] = {}
    home = {by_code[one.code].province_code for one in outlines if one.code in by_code}
    for outline in outlines:
        code = _code(outline, by_code, by_name, home)
        if code in found:
            raise BoundariesFaulty(place=outline.place, reason=mark("đơn vị hành chính này đã có ở trên trong tệp."))
        found[code] = outline.polygons
    return found


def _code(
    outline: Outline, by_code: Mapping[str, PlaceView], by_name: Mapping[str, list[PlaceView]], home: set[str]
) -> str:
    if outline.code:
        if outline.code not in by_code:
            raise BoundariesFaulty(place=outline.place, reason=mark("không có xã, phường nào mang mã này vào ngày đó."))
        return outline.code
    named = by_name.get(fold(outline.name), [])
    named = [ward for ward in named if ward.province_code in home] or named
    if len(named) != 1:
        reason = mark("không có xã, phường nào mang tên này.") if not named else mark("nhiều nơi mang tên này; ghi mã.")
        raise BoundariesFaulty(place=outline.place, reason=reason)
    return named[0].code


def _is_same(row: Boundary | None, polygons: list[Polygon]) -> bool:
    return row is not None and row.digest == _digest(polygons)


def _digest(polygons: list[Polygon]) -> str:
    return hashlib.sha256(json.dumps(polygons).encode()).hexdigest()

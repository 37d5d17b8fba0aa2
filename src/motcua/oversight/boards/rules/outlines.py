"""Boundaries of places: read from GeoJSON with every fault named, and drawn small. Plain Python.

Points are snapped to a grid as fine as the drawing, not thinned line by line: neighbours that share a border share its
points before and after, so no gap opens between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.kernel.texts.mark import mark
from motcua.oversight.boards.errors import BoundariesFaulty

MOST_FEATURES, MOST_POINTS = 5_000, 2_000_000
_CODES = ("code", "ma", "ma_xa", "maXa", "MaXa", "ward_code")
_NAMES = ("name", "ten", "ten_xa", "tenXa", "TenXa", "fullName", "ward_name")
_CLOSED_RING = 4
_WIDEST, _HIGHEST = 180.0, 90.0
_PLACES = 5

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]


@dataclass(frozen=True)
class Outline:
    """One place as the file gives it; `place` says where in the file it stands."""

    place: str
    code: str
    name: str
    polygons: list[Polygon]


def outlines_of(data: object) -> list[Outline]:
    """Every feature of a FeatureCollection; raises `BoundariesFaulty` at the first that cannot be taken."""
    if not isinstance(data, Mapping) or data.get("type") != "FeatureCollection":
        raise BoundariesFaulty(place=_FILE, reason=mark("không phải GeoJSON kiểu «FeatureCollection»."))
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise BoundariesFaulty(place=_FILE, reason=mark("không có vùng nào trong «features»."))
    if len(features) > MOST_FEATURES:
        raise BoundariesFaulty(place=_FILE, reason=mark("có quá nhiều vùng (tối đa 5.000)."))
    found = [_outline(feature, number) for number, feature in enumerate(features, start=1)]
    points = sum(len(ring) for outline in found for polygon in outline.polygons for ring in polygon)
    if points > MOST_POINTS:
        raise BoundariesFaulty(place=_FILE, reason=mark("có quá nhiều điểm (tối đa 2.000.000); hãy giản lược trước."))
    return found


def paths_of(
    polygons_by_code: Mapping[str, Sequence[Polygon]], *, width: int
) -> tuple[dict[str, tuple[str, Point]], int]:
    """Code → SVG path and the point to write at, in a drawing `width` wide; and how high it is."""
    points = [p for polygons in polygons_by_code.values() for polygon in polygons for ring in polygon for p in ring]
    if not points:
        return {}, 0
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    # One degree of longitude is shorter than one of latitude: at the middle latitude of Vietnam by a twentieth.
    scale = width / max(east - west, 1e-6)
    tall = scale * _STRETCH
    height = round((north - south) * tall)

    def drawn(ring: Iterable[Point]) -> list[tuple[int, int]]:
        return _without_repeats((round((x - west) * scale), round((north - y) * tall)) for x, y in ring)

    found = {}
    for code, polygons in polygons_by_code.items():
        rings = [drawn(ring) for polygon in polygons for ring in polygon]
        largest = max((drawn(polygon[0]) for polygon in polygons), key=lambda ring: abs(_area(ring)))
        path = "".join(_path(ring) for ring in rings if len(ring) >= _CLOSED_RING - 1)
        found[code] = (path, _middle(largest))
    return found, height


_FILE = mark("Tệp ranh giới")
_STRETCH = 1.06


def _outline(feature: Any, number: int) -> Outline:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(properties, Mapping):
        raise BoundariesFaulty(place=f"features[{number}]", reason=mark("không có «properties»."))
    code, name = _first(properties, _CODES), _first(properties, _NAMES)
    place = f"features[{number}] {name or code}".strip()
    if not code and not name:
        raise BoundariesFaulty(place=place, reason=mark("không có mã («code») hay tên («name») của đơn vị hành chính."))
    return Outline(place, code, name, _polygons(feature.get("geometry"), place))


def _first(properties: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(properties[name]).strip() for name in names if properties.get(name)), "")


def _polygons(geometry: Any, place: str) -> list[Polygon]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise BoundariesFaulty(place=place, reason=mark("hình phải là Polygon hoặc MultiPolygon."))
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or not coordinates:
        raise BoundariesFaulty(place=place, reason=mark("hình không có toạ độ."))
    return [_polygon(one, place) for one in ([coordinates] if kind == "Polygon" else coordinates)]


def _polygon(rings: Any, place: str) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise BoundariesFaulty(place=place, reason=mark("hình không có toạ độ."))
    return [_ring(ring, place) for ring in rings]


def _ring(points: Any, place: str) -> Ring:
    if not isinstance(points, list) or len(points) < _CLOSED_RING:
        raise BoundariesFaulty(place=place, reason=mark("đường ranh giới phải có ít nhất bốn điểm."))
    ring = [_point(point, place) for point in points]
    if ring[0] != ring[-1]:
        raise BoundariesFaulty(place=place, reason=mark("đường ranh giới chưa khép kín."))
    return ring


def _point(point: Any, place: str) -> Point:
    try:
        x, y = float(point[0]), float(point[1])
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        raise BoundariesFaulty(place=place, reason=mark("có điểm không phải hai số [kinh độ, vĩ độ].")) from None
    if not (abs(x) <= _WIDEST and abs(y) <= _HIGHEST):
        raise BoundariesFaulty(
            place=place, reason=mark("toạ độ không phải độ kinh, vĩ (WGS 84); tệp VN-2000 phải chuyển hệ trước.")
        )
    return round(x, _PLACES), round(y, _PLACES)


def _without_repeats(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def _path(ring: Sequence[tuple[int, int]]) -> str:
    (first_x, first_y), *others = ring
    return f"M{first_x} {first_y}L" + " ".join(f"{x} {y}" for x, y in others) + "Z"


def _area(ring: Sequence[tuple[int, int]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _middle(ring: Sequence[tuple[int, int]]) -> Point:
    """The centre of gravity; of a sliver the middle of its points."""
    area = _area(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    if not area:
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return round(x, 1), round(y, 1)

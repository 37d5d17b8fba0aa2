"""Boundaries of places: read from GeoJSON with every fault named, and drawn small. Plain Python.

Points are snapped to a grid as fine as the drawing, not thinned line by line: neighbours that share a border share its
points before and after, so no gap opens between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark
from motcua.oversight.boards.errors import BoundariesFaulty

MOST_FEATURES, MOST_POINTS = 5_000, 2_000_000
_CODES = ("code", "ma", "maxa", "maphuongxa", "madonvi", "madvhc", "wardcode")
_NAMES = ("name", "ten", "tenxa", "tenphuongxa", "tendonvi", "tendvhc", "fullname", "wardname")
"""What the fields are called, capitals, accents, underscores and spaces left out."""
_CODE_LENGTH = 5
_CLOSED_RING = 4
_WEST, _EAST, _SOUTH, _NORTH = 100.0, 120.0, 5.0, 26.0
"""Vietnam with Hoàng Sa and Trường Sa, and some room."""
_WGS_84 = ("CRS84", "4326", "4979")
_PLACES, _DIMENSIONS = 5, 2

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
    _check_system(data.get("crs"))
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


def _check_system(crs: Any) -> None:
    """The member that old files name their coordinates by; without it they are WGS 84, as the standard says."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    name = str(properties.get("name")) if isinstance(properties, Mapping) else ""
    if not name.endswith(_WGS_84):
        raise BoundariesFaulty(
            place=f"{_FILE} («crs» {name[:60]})", reason=mark("hệ toạ độ không phải WGS 84; hãy chuyển hệ trước.")
        )


def _outline(feature: Any, number: int) -> Outline:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(properties, Mapping):
        raise BoundariesFaulty(place=f"features[{number}]", reason=mark("không có «properties»."))
    known = {"".join(filter(str.isalnum, fold(str(field)))): value for field, value in properties.items()}
    name = _first(known, _NAMES)
    code = _whole(_first(known, _CODES) or ("" if name else _first(feature, ("id",))))
    place = f"features[{number}] {name or code}".strip()
    if not code and not name:
        raise BoundariesFaulty(place=place, reason=mark("không có mã («code») hay tên («name») của đơn vị hành chính."))
    return Outline(place, code, name, _polygons(feature.get("geometry"), place))


def _first(properties: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(properties[name]).strip() for name in names if _is_told(properties.get(name))), "")


def _is_told(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and bool(str(value).strip())


def _whole(code: str) -> str:
    """With the noughts in front that tables take off a number."""
    number = code.removesuffix(".0")
    return number.zfill(_CODE_LENGTH) if number.isascii() and number.isdigit() else code


def _polygons(geometry: Any, place: str, *, is_part: bool = False) -> list[Polygon]:
    """A collection of areas is one area of many parts."""
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    parts = geometry.get("geometries") if kind == "GeometryCollection" and not is_part else None
    if isinstance(parts, list) and parts:
        return [polygon for part in parts for polygon in _polygons(part, place, is_part=True)]
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
    if len(set(ring)) < _CLOSED_RING - 1 or _is_line(ring):
        raise BoundariesFaulty(place=place, reason=mark("đường ranh giới không bao quanh diện tích nào."))
    return ring


def _is_line(ring: Ring) -> bool:
    """Whether all points lie on one line, in steps of the grid so that it is exact."""
    steps = [(round(x * 10**_PLACES), round(y * 10**_PLACES)) for x, y in ring]
    (x0, y0), *others = steps
    far_x, far_y = max(others, key=lambda point: abs(point[0] - x0) + abs(point[1] - y0))
    return all((x - x0) * (far_y - y0) == (y - y0) * (far_x - x0) for x, y in others)


def _point(point: Any, place: str) -> Point:
    if not isinstance(point, list) or len(point) < _DIMENSIONS or not all(map(_is_number, point)):
        raise BoundariesFaulty(place=place, reason=mark("có điểm không phải hai số [kinh độ, vĩ độ]."))
    x, y = point[:2]
    if _WEST <= x <= _EAST and _SOUTH <= y <= _NORTH:
        return round(float(x), _PLACES), round(float(y), _PLACES)
    if _WEST <= y <= _EAST and _SOUTH <= x <= _NORTH:
        raise BoundariesFaulty(place=place, reason=mark("toạ độ ghi vĩ độ trước; GeoJSON ghi [kinh độ, vĩ độ]."))
    raise BoundariesFaulty(
        place=place,
        reason=mark("toạ độ không phải độ kinh, vĩ (WGS 84) ở Việt Nam; tệp VN-2000 phải chuyển hệ trước."),
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


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

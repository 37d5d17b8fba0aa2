"""Communes that are real places, and files of boundaries for them."""

import json
from datetime import date
from pathlib import Path

from motcua.registry.places.models import Place

SINCE = date(2025, 7, 1)


def make_wards() -> None:
    """A province with two communes that bear the names of two other communes elsewhere, and one of its own."""
    for code, kind, name, parent in (
        ("04", "province", "Cao Bằng", ""),
        ("01273", "ward", "Thục Phán", "04"),
        ("01290", "commune", "Hòa An", "04"),
        ("08", "province", "Tuyên Quang", ""),
        ("02201", "commune", "Hòa An", "08"),
    ):
        Place.objects.create(
            code=code, kind=kind, name=name, parent_code=parent, province_code=parent or code,
            search_key=name.lower(), sort_key=name.lower(), valid_from=SINCE,
        )  # fmt: skip


def square(west: float, south: float, side: float = 1.0) -> list[list[list[float]]]:
    """The rings of a square."""
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(coordinates: object, *, kind: str = "Polygon", **properties: str) -> dict[str, object]:
    """One area."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def geojson(folder: Path, *features: object, name: str = "ranh-gioi.geojson") -> Path:
    """A file of areas."""
    file = folder / name
    file.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return file

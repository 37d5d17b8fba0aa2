"""Boundaries: the whole file or nothing, each fault with its place, and drawings without gaps."""

import json
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from motcua.oversight.boards.actions.boundaries import load_boundaries
from motcua.oversight.boards.errors import BoundariesFaulty
from motcua.oversight.boards.models import Boundary
from motcua.oversight.boards.rules.outlines import outlines_of, paths_of
from motcua.oversight.boards.tests.factories import SINCE, feature, geojson, make_wards, square

DAY = date(2026, 1, 1)
REAL = Path(__file__).resolve().parents[5].parent / "shared" / "data" / "geo" / "wards_04_cao_bang.geojson"


@pytest.fixture
def wards(db):
    make_wards()


def test_wards_are_found_by_code_and_by_name(wards, tmp_path):
    file = geojson(
        tmp_path,
        feature(square(106, 22), code="01273"),
        feature([square(107, 22)], kind="MultiPolygon", name="xã HÒA AN"),
    )
    loaded = load_boundaries(file, valid_from=DAY)
    assert (loaded.new, loaded.known) == (2, 0)
    assert set(Boundary.objects.values_list("place_code", flat=True)) == {"01273", "01290"}


@pytest.mark.parametrize(
    "properties",
    [
        {"MA_XA": "01273"},
        {"Mã xã": 1273},
        {"code": 1273.0},
        {"TEN_XA": "Hòa An", "ma_xa": "01273"},
        {"WardCode": "1273"},
    ],
)
def test_fields_are_known_by_other_names_and_codes_without_their_noughts(properties):
    (one,) = outlines_of(collection({**GOOD, "properties": properties}))
    assert one.code == "01273"


def test_the_identifier_of_a_feature_is_its_code_where_no_field_names_it():
    assert outlines_of(collection({**GOOD, "properties": {}, "id": "01273"}))[0].code == "01273"


def test_a_collection_of_areas_is_one_area_of_many_parts():
    parts = [{"type": "Polygon", "coordinates": square(106, 22)}, {"type": "Polygon", "coordinates": square(107, 22)}]
    (one,) = outlines_of(collection({**GOOD, "geometry": {"type": "GeometryCollection", "geometries": parts}}))
    assert len(one.polygons) == 2


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def test_running_it_again_writes_nothing_and_a_change_begins_a_second_row(wards, tmp_path):
    file = geojson(tmp_path, feature(square(106, 22), code="01273"))
    load_boundaries(file, valid_from=DAY)
    assert load_boundaries(file, valid_from=DAY + timedelta(days=9)).new == 0
    geojson(tmp_path, feature(square(106, 22.5), code="01273"))
    assert load_boundaries(file, valid_from=DAY + timedelta(days=9)).new == 1
    spans = Boundary.objects.order_by("valid_from").values_list("valid_from", "valid_to")
    assert list(spans) == [(DAY, DAY + timedelta(days=9)), (DAY + timedelta(days=9), None)]
    with pytest.raises(BoundariesFaulty, match="ngày sau"):
        load_boundaries(geojson(tmp_path, feature(square(106, 21), code="01273")), valid_from=DAY)


VN_2000 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3405"}}
GOOD = feature(square(106, 22), code="01273")
FAULTS = [
    ("không phải JSON", "{"),
    ("không phải JSON", "[" * 100_000),
    ("FeatureCollection", json.dumps([1, 2])),
    ("không có vùng nào", json.dumps({"type": "FeatureCollection", "features": []})),
    ("không có «properties»", [GOOD, {"type": "Feature"}]),
    ("không có mã", [GOOD, feature(square(106, 21))]),
    ("không có xã, phường nào mang mã", [GOOD, feature(square(106, 21), code="99999")]),
    ("không có xã, phường nào mang tên", [GOOD, feature(square(106, 21), name="Atlantis")]),
    ("nhiều nơi mang tên này", [feature(square(106, 21), name="Hòa An")]),
    ("đã có ở trên", [GOOD, feature(square(106, 21), code="01273")]),
    ("Polygon hoặc MultiPolygon", [feature([106, 22], kind="Point", code="01273")]),
    ("không có toạ độ", [feature([], code="01273")]),
    ("ít nhất bốn điểm", [feature([[[106, 21], [107, 22]]], code="01273")]),
    ("chưa khép kín", [feature([[[106, 21], [107, 21], [107, 22], [106, 22]]], code="01273")]),
    ("không phải hai số", [feature([[["a", 1], [2, 1], [2, 2], ["a", 1]]], code="01273")]),
    ("vĩ độ trước", [feature([[[22, 106], [22, 107], [23, 107], [22, 106]]], code="01273")]),
    ("không phải hai số", [feature([[["106", "21"], [107, 21], [107, 22], ["106", "21"]]], code="01273")]),
    ("không phải hai số", [feature([[[True, 1], [107, 21], [107, 22], [True, 1]]], code="01273")]),
    ("không bao quanh", [feature([[[106, 21], [107, 21], [108, 21], [106, 21]]], code="01273")]),
    ("không bao quanh", [feature([[[106, 21]] * 4], code="01273")]),
    ("Polygon hoặc MultiPolygon", [feature([], kind="GeometryCollection", code="01273")]),
    ("ở Việt Nam", [feature(square(2.3, 48.8), code="01273")]),
    ("hệ toạ độ", json.dumps({"type": "FeatureCollection", "features": [GOOD], "crs": VN_2000})),
    ("VN-2000", [feature(square(550_000, 2_500_000), code="01273")]),
]


@pytest.mark.parametrize(("said", "content"), FAULTS)
def test_a_faulty_file_says_what_and_where_and_leaves_nothing(wards, tmp_path, said, content):
    file = geojson(tmp_path, *content) if isinstance(content, list) else tmp_path / "x.geojson"
    if isinstance(content, str):
        file.write_text(content)
    with pytest.raises(BoundariesFaulty, match=said) as refused:
        load_boundaries(file, valid_from=DAY)
    assert "Chưa ghi gì." in str(refused.value)
    assert not Boundary.objects.exists()


def test_a_file_that_is_not_there_or_too_large_is_refused(wards, tmp_path):
    with pytest.raises(BoundariesFaulty, match="không mở được"):
        load_boundaries(tmp_path / "nothing.geojson", valid_from=DAY)
    with pytest.raises(BoundariesFaulty, match="64 MB"):
        load_boundaries(geojson(tmp_path, GOOD), valid_from=DAY, most_bytes=10)


def test_the_command_says_how_many_and_refuses_in_words(wards, tmp_path):
    said = StringIO()
    call_command("import_boundaries", str(geojson(tmp_path, GOOD)), since="01/01/2026", stdout=said)
    assert "1 ranh giới mới, 0 đã có" in said.getvalue()
    with pytest.raises(CommandError, match="không mở được tệp"):
        call_command("import_boundaries", str(tmp_path / "no.geojson"))


def test_a_ward_of_another_day_is_unknown(wards, tmp_path):
    with pytest.raises(BoundariesFaulty, match="vào ngày đó"):
        load_boundaries(geojson(tmp_path, GOOD), valid_from=SINCE - timedelta(days=1))


@given(st.floats(100, 110), st.floats(8, 23), st.floats(0.001, 2), st.lists(st.floats(0, 1), max_size=30))
def test_neighbours_keep_one_border_however_small_they_are_drawn(west, south, side, parts):
    """Both sides of a shared border, wiggled at will, have the same points in the drawing: no gap, no overlap."""
    wiggle = [
        [west + side * (0.9 + 0.2 * part), south + side * (n + 1) / (len(parts) + 1)] for n, part in enumerate(parts)
    ]
    foot, top = [west + side, south], [west + side, south + side]
    left = [[west, south], foot, *wiggle, top, [west, south + side], [west, south]]
    right = [foot, [west + 2 * side, south], [west + 2 * side, south + side], top, *reversed(wiggle), foot]
    outlines = outlines_of(
        {"type": "FeatureCollection", "features": [feature([left], code="a"), feature([right], code="b")]}
    )
    paths, height = paths_of({one.code: one.polygons for one in outlines}, width=100)
    assert height > 0
    edge = {tuple(point) for point in _points(paths["a"][0]) if point in set(_points(paths["b"][0]))}
    easternmost = {point for point in _points(paths["a"][0]) if point[0] > min(x for x, _y in _points(paths["b"][0]))}
    assert easternmost <= edge


def _points(path: str) -> list[tuple[int, int]]:
    numbers = [int(one) for one in re.findall(r"-?\d+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.skipif(not REAL.exists(), reason="the province's file is not beside this checkout")
def test_a_real_province_is_drawn_small():
    outlines = outlines_of(json.loads(REAL.read_text()))
    paths, height = paths_of({one.code: one.polygons for one in outlines}, width=800)
    assert len(paths) == 56
    assert 200 < height < 800
    assert sum(len(path) for path, _at in paths.values()) < 60_000
    for path, (x, y) in paths.values():
        xs, ys = zip(*_points(path), strict=True)
        assert min(xs) <= x <= max(xs)
        assert min(ys) <= y <= max(ys)

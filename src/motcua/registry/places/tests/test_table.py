"""The table that comes with the house, loaded once for all tests here, and held against another one if there is one."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from motcua.kernel.events.models import EventRecord
from motcua.kernel.texts.fold import fold, sort_key
from motcua.registry.people.tests.factories import AT
from motcua.registry.places.actions.loading import TABLE, load_places
from motcua.registry.places.adapters import vietnamadminunits
from motcua.registry.places.errors import TableMissing
from motcua.registry.places.models import Place, Succession
from motcua.registry.places.public import find_places, place, place_names, provinces, successors_of, wards_of
from motcua.registry.places.rules import REFORM, full_name, table

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data" / "units"
BEFORE, MAY, NOW = date(2025, 6, 30), date(2026, 5, 1), date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """Loaded outside the tests' transactions, removed after the last."""
    with django_db_blocker.unblock():
        yield load_places(at=AT)
        Place.objects.all().delete()
        Succession.objects.all().delete()
        EventRecord.objects.filter(kind__startswith="places.").delete()


def shared(name):
    if not SHARED.exists():
        pytest.skip("../shared/data/units is not there: nothing to compare with")
    with (SHARED / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_country_has_34_provinces_and_3321_wards_and_had_63_and_10035():
    assert len(provinces(NOW)) == 34
    assert sum(len(wards_of(view.code, NOW)) for view in provinces(NOW)) == 3321
    assert len(provinces(BEFORE)) == 63
    assert Place.objects.on(BEFORE).filter(code__regex=r"^\d{5}$").count() == 10_035
    assert Place.objects.on(BEFORE).filter(code__regex=r"^\d{3}$").count() == 696
    assert not Place.objects.on(REFORM).filter(code__regex=r"^\d{3}$").exists()
    assert len(wards_of("04", NOW)) == 56


def test_a_second_load_writes_nothing_and_a_wrong_name_is_put_right():
    again = load_places(at=AT)
    assert (again.added, again.corrected, again.successions, again.ended) == (0, 0, 0, 0)
    Place.objects.filter(code="01288", valid_to=None).update(name="Sai")
    assert load_places(at=AT).corrected == 1


def test_a_load_never_undoes_what_a_decree_ended():
    ended = Place.objects.get(code="26248", valid_from=REFORM)
    assert ended.valid_to == date(2026, 4, 30)
    load_places(at=AT)
    ended.refresh_from_db()
    assert ended.valid_to == date(2026, 4, 30)


def test_later_decrees_are_in_the_table():
    assert place("75", MAY).full_name == "Thành phố Đồng Nai"
    assert place("75", date(2026, 4, 29)).full_name == "Tỉnh Đồng Nai"
    assert place("26248", MAY).full_name == "Phường Trảng Bom"
    assert place_names(["26248", "24", "22"], NOW) == {
        "26248": "Phường Trảng Bom, thành phố Đồng Nai",
        "24": "Thành phố Bắc Ninh",
        "22": "Thành phố Quảng Ninh",
    }
    assert place_names(["24"], date(2026, 9, 19)) == {"24": "Tỉnh Bắc Ninh"}


def test_every_old_ward_became_something_that_is_there():
    old = set(Place.objects.on(BEFORE).filter(code__regex=r"^\d{5}$").values_list("code", flat=True))
    links = list(Succession.objects.filter(on=REFORM).values_list("old_code", "new_code", "share"))
    now = set(Place.objects.on(REFORM).values_list("code", flat=True))
    assert old <= {link[0] for link in links}
    assert {link[1] for link in links} == now
    split = {link[0] for link in links if link[2] != "whole"}
    assert len(split) == 471
    assert len([link for link in links if link[2] == "main"]) == 471


def test_a_code_that_came_back_for_another_area_is_asked_for_by_day():
    assert place("00004", BEFORE).full_name == "Phường Trúc Bạch"
    assert place("00004", NOW).full_name == "Phường Ba Đình"
    assert [view.full_name for view in successors_of("00004")] == ["Phường Ba Đình"]
    assert place_names(["00004"], BEFORE) == {"00004": "Phường Trúc Bạch, quận Ba Đình, thành phố Hà Nội"}


def test_a_split_ward_names_all_its_successors_the_main_one_first():
    codes = [view.code for view in successors_of("00007")]
    assert sorted(codes) == ["00008", "00025"]
    main = Succession.objects.get(old_code="00007", on=REFORM, share="main")
    assert codes[0] == main.new_code


def test_an_old_ward_is_followed_through_later_decrees_to_today():
    assert [view.full_name for view in successors_of("26248")] == ["Phường Trảng Bom"]
    assert [view.full_name for view in successors_of("26248", was_on=MAY)] == ["Phường Trảng Bom"]
    assert [view.full_name for view in successors_of("755")] == ["Đặc khu Côn Đảo"]
    assert successors_of("99999") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Tân Giang Cao Bằng", "01288"),
        ("tan giang cao bang", "01288"),
        ("phường tân giang, tỉnh cao bằng", "01288"),
        ("cao bang", "04"),
        ("tp ho chi minh", "79"),
        ("ea h'leo", "24184"),
        ("Ea Hleo", "24184"),
        ("tan giagn cao bang", "01288"),
    ],
)
def test_places_are_found_as_people_type_them(typed, code):
    found = [view.code for view in find_places(typed, on=NOW)]
    assert code in found[:3], found


def test_a_place_named_just_so_comes_first():
    for typed, name in (
        ("hoà an", "Hòa An"),
        ("hà nội", "Hà Nội"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("thanh an", "Thanh An"),
    ):
        assert fold(find_places(typed, on=NOW)[0].name) == fold(name)


def test_where_the_tone_is_written_does_not_matter():
    spellings = [[view.code for view in find_places(typed, on=NOW)] for typed in ("Hoà An", "Hòa An", "hoa an")]
    assert spellings[0] == spellings[1] == spellings[2] != []


def test_an_old_name_finds_what_it_became():
    assert "00004" in [view.code for view in find_places("phường trúc bạch", on=NOW)]
    assert find_places("  ", on=NOW) == find_places("zzqqxx wwkk", on=NOW) == []


def test_wards_come_in_vietnamese_order():
    names = [view.name for view in wards_of("04", NOW)]
    assert names == sorted(names, key=sort_key)
    assert [view.name for view in provinces(NOW)][:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]


def test_reading_costs_the_same_for_one_and_for_all(django_assert_num_queries):
    codes = [view.code for view in wards_of("04", NOW)]
    for some in (codes[:1], codes):
        with django_assert_num_queries(2):
            assert len(place_names(some, NOW)) == len(some)
    with django_assert_num_queries(2):
        wards_of("04", NOW)


def test_a_folder_without_the_table_is_named(tmp_path):
    with pytest.raises(TableMissing, match=r"units_before_2025\.csv"):
        load_places(at=AT, folder=tmp_path)


def test_our_files_are_what_the_package_says(tmp_path):
    pytest.importorskip("vietnamadminunits", reason="the package is for developers")
    call_command("make_places", "--into", str(tmp_path))
    for name in (table.BEFORE, table.NOW, table.SUCCESSORS):
        assert (tmp_path / name).read_text(encoding="utf-8") == (TABLE / name).read_text(encoding="utf-8"), name


def test_a_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(vietnamadminunits, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"requirements/dev\.in"):
        vietnamadminunits.data_folder()


def test_provinces_agree_with_the_shared_list_of_may_2026():
    theirs = {row["code"]: fold(row["full_name"]) for row in shared("provinces_2025.csv")}
    ours = {view.code: fold(view.full_name) for view in provinces(MAY)}
    assert ours == theirs


def test_wards_agree_with_the_shared_list_of_may_2026_but_for_one_code():
    theirs = {row["code"]: (row["province_code"], fold(row["full_name"])) for row in shared("wards_2025.csv")}
    rows = Place.objects.on(MAY).filter(code__regex=r"^\d{5}$")
    ours = {row.code: (row.province_code, fold(full_name(row.kind, row.name))) for row in rows}
    ba_che = {ours.pop("06970"), theirs.pop("06978")}
    assert ours == theirs
    assert ba_che == {("22", "xa ba che")}


def test_old_units_agree_with_the_shared_list():
    theirs = {
        row["ward_code"]: (row["province_code"], row["district_code"], row["ward"])
        for row in shared("units_legacy_63.csv")
    }
    rows = Place.objects.on(BEFORE).filter(code__regex=r"^\d{5}$")
    ours = {row.code: (row.province_code, row.parent_code, full_name(row.kind, row.name)) for row in rows}
    theirs.pop("", None)
    assert {code: fold(parts[2]) for code, parts in ours.items()} == {
        code: fold(parts[2]) for code, parts in theirs.items()
    }
    assert {code: parts[:2] for code, parts in ours.items()} == {code: parts[:2] for code, parts in theirs.items()}


def test_what_became_of_the_old_agrees_with_the_shared_mapping_of_the_same_source():
    theirs = {(row["old_ward_code"], row["new_ward_code"]) for row in shared("ward_mapping_old_new_mit_source.csv")}
    links = Succession.objects.filter(on=REFORM, old_code__regex=r"^\d{5}$").values_list("old_code", "new_code")
    assert set(links) == theirs


def test_what_became_of_the_old_agrees_with_the_other_mapping_but_for_forty_of_ten_thousand():
    rows = shared("ward_mapping_old_new.csv")
    theirs = {(row["old_ward_code"], row["new_ward_code"]) for row in rows if row["old_ward_code"]}
    links = set(Succession.objects.filter(on=REFORM, old_code__regex=r"^\d{5}$").values_list("old_code", "new_code"))
    assert len(links ^ theirs) <= 40
    assert theirs - links == {("09013", "09817"), ("01615", "01648"), ("00553", "00562"), ("02485", "02494")}


def test_provinces_became_what_the_shared_mapping_says():
    theirs = {(row["old_province_code"], row["new_province_code"]) for row in shared("province_mapping_old_new.csv")}
    links = Succession.objects.filter(on=REFORM, old_code__regex=r"^\d{2}$").values_list("old_code", "new_code")
    assert set(links) == theirs

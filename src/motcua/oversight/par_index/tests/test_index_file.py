"""Files of indices as people make them: what is understood, what is refused line by line, the real ones."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.oversight.par_index.actions.indices import import_index
from motcua.oversight.par_index.errors import FileFaulty, IndexUnknown
from motcua.oversight.par_index.models import IndexEdition, IndexScore
from motcua.oversight.par_index.queries.indices import editions, figures_of, indices, totals_of
from motcua.oversight.par_index.rules.index_file import read_index_file
from motcua.oversight.par_index.rules.provinces import EVERY, nearest, province_named, provinces_of
from motcua.oversight.par_index.tests.factories import NOW, ROOT, make_officer, make_province
from motcua.registry.organisation.public import Role

STATS = Path(__file__).resolve().parents[6] / "shared" / "data" / "stats"
REAL = (("papi", "papi_2011_2016.csv", 376), ("papi", "papi_2024.csv", 61), ("pci", "pci_2005_2016.csv", 688))
PARTS = "Tham gia;Công khai, minh bạch;Trách nhiệm giải trình;Kiểm soát tham nhũng;Thủ tục hành chính công;Dịch vụ công"
HEAD = f"Tỉnh/Thành phố;{PARTS};Tổng điểm;Xếp hạng"
PAPI = f"{HEAD}\nCao Bằng;5,1;5,2;5,3;6,1;6,9;7,0;35,6;2\nHà Giang;5,2;5,2;5,3;6,1;6,9;7,0;35,7;1\n"


def read(name, text, **more):
    return read_index_file(indices()[name], text.encode() if isinstance(text, str) else text, **more)


def scores(found):
    return {(row.province, row.year): row.scores[""] for row in found.rows}


def test_decimal_commas_with_semicolons_and_a_title_above():
    found = read("papi", f"Biểu 3: PAPI năm 2016;;\n\n{PAPI}Nguồn: UNDP;;;\n")
    assert found.faults == []
    assert scores(found) == {("Cao Bằng", 2016): Decimal("35.6"), ("Hà Giang", 2016): Decimal("35.7")}
    assert found.rows[0].ranks == {"": 2}
    assert any("thiếu 61 tỉnh" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("pci", "STT;Tỉnh;Năm 2021;Năm 2022\n1;TỈNH CAO BẰNG;57,5;60,1\n", {("Cao Bằng", 2021): "57.5",
                                                                             ("Cao Bằng", 2022): "60.1"}),
        ("pci", "Địa phương,PCI 2021,Hạng 2021\nTP HCM,67.5,3\n", {("TP. Hồ Chí Minh", 2021): "67.5"}),
        ("sipas", "Tỉnh\tNăm\tSIPAS (%)\nTT-Huế\t2023\t84,2\n", {("Thừa Thiên Huế", 2023): "84.2"}),
        ("sipas", "Tỉnh|Năm|Chỉ số SIPAS\nThừa Thiên Huế|2025|84.2%\n", {("Huế", 2025): "84.2"}),
        ("dti", '"Tỉnh","Năm","Thành phần","Điểm"\nHà Nội,2023,Kinh tế số,"0,6"\nHà Nội,2023,DTI,"0,63"\n',
         {("Hà Nội", 2023): "0.63"}),
        ("ict", "\ufeffTỉnh,Năm,ICT Index,Xếp hạng\nĐà Nẵng,2020.0,0.9238,1\n", {("Đà Nẵng", 2020): "0.9238"}),
        ("papi", f"prov;year;{PARTS}\nBRVT;2011;5;5;5;6;7;7\n", {("Bà Rịa – Vũng Tàu", 2011): "35"}),
        ("par", "Tỉnh;Năm;PAR INDEX;Hạng\nQuảng Ninh;2023;92,18;1\nHải Phòng;2023;91,87;2\n",
         {("Quảng Ninh", 2023): "92.18", ("Hải Phòng", 2023): "91.87"}),
    ],
)  # fmt: skip
def test_shapes_that_are_understood(name, text, wanted):
    found = read(name, text)
    assert found.faults == []
    assert scores(found) == {key: Decimal(value) for key, value in wanted.items()}


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("papi", PAPI.replace("35,6;2", "34,9;2"), "dòng 2: các thành phần cộng lại là 35.6, tổng ghi 34.9"),
        (
            "papi",
            PAPI.replace("Cao Bằng", "Cao Bẵn"),
            "dòng 2: không có tỉnh, thành phố «Cao Bẵn», có phải",
        ),
        ("papi", PAPI.replace("Cao Bằng", "Xứ Lạ"), "dòng 2: không có tỉnh, thành phố «Xứ Lạ»"),
        ("papi", PAPI.replace("Hà Giang", "CAO BANG"), "dòng 3: Cao Bằng năm 2016 đã có ở dòng 2"),
        ("papi", PAPI.replace("Cao Bằng;5,1", ";5,1"), "dòng 2: thiếu tên tỉnh"),
        ("papi", PAPI.replace("5,1;5,2", "11,1;5,2"), "dòng 2, cột «Tham gia»: 11,1 ngoài thang điểm 1–10"),
        ("papi", PAPI.replace("5,1;5,2", "năm;5,2"), "dòng 2, cột «Tham gia»: «năm» không phải là số"),
        ("papi", PAPI.replace("5,1;5,2", ";5,2"), "dòng 2: thiếu điểm «Tham gia của người dân ở cấp cơ sở»"),
        ("papi", PAPI.replace(";2\n", ";1\n").replace("35,7;1", "35,7;2"), "Hà Giang hạng 2 với 35.7 điểm"),
        ("papi", PAPI.replace("35,6;2", "35,6;70"), "hạng 70 phải từ 1 đến 64"),
        ("papi", PAPI.replace("Tham gia;", "Công khai, minh bạch;", 1), "dòng 1: hai cột cùng là"),
        ("papi", PAPI.replace(";", ",").replace("35,6,2", "35,6,2,9,9"), "đặt số trong ngoặc kép"),
        ("pci", "Tỉnh;Năm;PCI\nHà Tây;2012;50\n", "dòng 2: năm 2012 không có tỉnh «Hà Tây»"),
        ("pci", "Tỉnh;Năm;PCI\nCao Bằng;20x2;50\n", "dòng 2: năm «20x2» không hợp lệ"),
        ("pci", "Tỉnh;Năm;PCI\nCao Bằng;2012;\nHà Nội;2012;1.234,5\n", "dòng 3, cột «PCI»: «1.234,5» không phải là số"),
        ("pci", "Tỉnh;Điểm\nCao Bằng;50\n", "không có cột năm"),
        ("pci", "Tỉnh;Năm;Đất đai\nCao Bằng;2012;5\n", "không có cột điểm tổng"),
        ("pci", "Tỉnh;Năm;Thành phần;Điểm\nCao Bằng;2012;Lạ;5\n", "dòng 2: không có thành phần «Lạ»"),
        ("pci", "a;b\n1;2\n", "không thấy dòng đầu bảng"),
        ("pci", "", "tệp trống"),
        ("pci", b"T\xe9nh;N\xe3m\n", "dòng 1: không phải UTF-8"),
    ],
)
def test_what_is_refused_says_the_line_and_why(name, text, why):
    found = read(name, text, file_name="papi_2016.csv" if name == "papi" else "tep.csv")
    assert why in "\n".join(found.faults)
    assert found.rows == []


def test_a_year_asked_for_must_be_that_of_the_lines():
    assert "khác với năm 2020" in read("pci", "Tỉnh;Năm;PCI\nCao Bằng;2021;50\n", year=2020).faults[0]


def test_a_row_without_figures_is_told_not_invented():
    found = read("papi", PAPI + "Hà Nội;;;;;;;0,0;\n", file_name="papi_2016.csv")
    assert found.faults == []
    assert ("Hà Nội", 2016) not in scores(found)
    assert any("Hà Nội năm 2016 không có số liệu" in remark for remark in found.remarks)


@pytest.mark.parametrize("name", EVERY)
def test_a_province_goes_by_every_usual_spelling(name):
    bare = name.removeprefix("TP. ")
    for said in (name, name.upper(), f"Tỉnh {bare}", f"Thành phố {bare}", name.replace(" – ", "-")):
        assert province_named(said) == name


def test_provinces_are_those_of_the_year():
    assert [len(provinces_of(year)) for year in (2008, 2009, 2024, 2025)] == [64, 63, 63, 34]
    assert nearest("Quảng Nin") == "Quảng Ninh"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_breaks_the_reader(content):
    found = read("papi", content)
    assert found.faults
    assert found.rows == []


@given(st.lists(st.sampled_from(EVERY), unique=True, max_size=20), st.integers(2009, 2024), st.sampled_from(",."))
def test_what_was_written_is_what_is_read(names, year, sign):
    known = [name for name in names if name in provinces_of(year)]
    lines = [f"{name};{year};{40 + at}{sign}{at:02}" for at, name in enumerate(known)]
    found = read("pci", "\n".join(["Tỉnh;Năm;PCI", *lines]))
    wanted = {(name, year): Decimal(f"{40 + at}.{at:02}") for at, name in enumerate(known)}
    assert scores(found) == wanted


@pytest.mark.django_db
def test_importing_again_writes_nothing_and_a_newer_file_is_shown():
    def take(text, name="papi_2016.csv"):
        return import_index("papi", text.encode(), file_name=name, actor="x", at=NOW)

    assert take(PAPI).new == {2016: 2}
    assert (take(PAPI).new, take(PAPI).known) == ({}, [2016])
    mended = PAPI.replace("35,6;2", "35,7;1").replace("5,1;5,2", "5,2;5,2")
    assert take(mended).new == {2016: 2}
    [shown] = editions("papi")
    ours = totals_of(figures_of([shown]))["Cao Bằng", 2016]
    assert (ours.score, ours.rank, ours.of) == (Decimal("35.7"), 1, 2)
    assert IndexEdition.objects.count() == 2
    with pytest.raises(IndexUnknown, match="papi"):
        import_index("khac", b"x", file_name="x", actor="x", at=NOW)


@pytest.mark.django_db
def test_one_wrong_line_keeps_the_whole_file_out(tmp_path):
    file = tmp_path / "papi_2016.csv"
    file.write_text(PAPI.replace("35,6;2", "39,6;2"), encoding="utf-8")
    with pytest.raises(CommandError, match="dòng 2: các thành phần cộng lại"):
        call_command("import_index", "papi", file)
    with pytest.raises(FileFaulty):
        import_index("papi", file.read_bytes(), file_name=file.name, actor="x", at=NOW)
    assert not IndexScore.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "file", "rows"), REAL)
def test_the_real_files_come_in_whole(name, file, rows, capsys):
    if not (STATS / file).exists():
        pytest.skip("needs ../shared/data/stats, which is not part of the project")
    call_command("import_index", name, STATS / file)
    assert IndexScore.objects.filter(dimension="").count() == rows
    with (STATS / file).open(encoding="utf-8") as source:
        first = next(csv.DictReader(source))
    column = {"papi_2011_2016.csv": "papi_unweighted", "papi_2024.csv": "total"}.get(file, "pci_weighted")
    province = province_named(first.get("prov") or first["province"])
    year = int(float(first.get("year") or 2024))
    kept = IndexScore.objects.get(dimension="", province=province, edition__year=year)
    assert abs(kept.score - Decimal(first[column])) < Decimal("0.000001")


@pytest.mark.django_db
def test_the_real_ranks_are_those_of_counting():
    if not (STATS / "papi_2024.csv").exists():
        pytest.skip("needs ../shared/data/stats, which is not part of the project")
    call_command("import_index", "papi", STATS / "papi_2024.csv")
    whole = [one for one in figures_of(editions("papi")) if one.dimension == ""]
    assert all(one.rank == 1 + sum(other.score > one.score for other in whole) for one in whole)


@pytest.mark.django_db
def test_pages_show_years_dimensions_and_another_province_and_lead_to_the_source():
    with clock.frozen(NOW):
        make_province()
        for year in (2015, 2016):
            import_index("papi", PAPI.encode(), file_name=f"papi_{year}.csv", year=year, actor="x", at=NOW)
        client = Client()
        client.force_login(make_officer("kiem.soat", ROOT, Role.CONTROLLER))
        html = client.get("/xep-hang/").content.decode()
        assert "35,60" in html
        assert "2/2" in html
        assert 'href="/xep-hang/papi/2016/#cua-ta"' in html
        html = client.get("/xep-hang/papi/?tinh=Cao Bằng&so=Hà Giang").content.decode()
        assert 'data-kind="lines"' in html
        assert "35,65" in html  # the middle of two
        assert "papi_2016.csv" in client.get("/xep-hang/papi/2016/").content.decode()
        assert client.get("/xep-hang/papi/2014/").status_code == 404
        assert client.get("/xep-hang/khac/").status_code == 404
        assert "Cao Bằng" in client.get("/xep-hang/papi/?tinh=Cao Bằng&tai=csv").content.decode()
        for address in ("/xep-hang/", "/xep-hang/papi/?tinh=Cao Bằng", "/xep-hang/papi/2016/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            assert len(queries) <= 10, address

"""A list of targets: every line comes back as it was, bad ones say why, the same file again does nothing."""

import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from motcua.oversight.reform.management.commands.import_programme import SAMPLES
from motcua.oversight.reform.models import Bound, Edition, ImportedRow, Plan
from motcua.oversight.reform.queries.telling import lines_told
from motcua.oversight.reform.rules.reading import number_of, read_line

REAL = Path(__file__).resolve().parents[6] / "shared" / "domain" / "indicators.csv"
HEAD = (
    "id,province,document,area,indicator_vi,kind,level,comparator,value,value_max,unit,min_or_strive,pair_id,"
    "effective_year"
)


def told():
    """All lines of all programmes, by plan and line code."""
    return {
        (edition.plan.province, code): cells
        for edition in Edition.objects.order_by("number").select_related("plan")
        for code, cells in lines_told(edition).items()
    }


def came_back(path):
    """Each line of the file against what is kept of it."""
    call_command("import_programme", path, stdout=StringIO())
    kept = told()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        cells = kept[row["province"], row["id"]]
        for column in ("comparator", "unit", "min_or_strive", "pair_id", "level", "period", "effective_year"):
            assert cells[column] == (row.get(column) or ""), (row["id"], column)
        for column, source in (("scope_or_condition", "scope_or_condition"), ("baseline", "baseline")):
            assert cells[column] == (row.get(source) or ""), (row["id"], column)
        for column in ("value", "value_max"):
            said = row[column]
            same = cells[column] == said or (said and Decimal(cells[column]) == Decimal(said))
            assert same, (row["id"], column)
        if not row["indicator_vi"].startswith("(như trên)"):
            assert cells["indicator_vi"] == " ".join(row["indicator_vi"].split())
    assert len(kept) == len(rows)
    return rows


@pytest.mark.django_db
@pytest.mark.skipif(not REAL.exists(), reason="the list of the five sources is not part of this repository")
def test_every_line_of_the_five_sources_comes_back_as_it_was():
    rows = came_back(REAL)
    assert len(rows) == 154
    pairs = {row["pair_id"] for row in rows if row["pair_id"]}
    assert Bound.objects.filter(half="strive", target__pair__in=pairs).count() == len(pairs)


@pytest.mark.django_db
def test_every_line_of_our_own_samples_comes_back_as_it_was():
    assert len(came_back(SAMPLES)) == 154
    assert set(Plan.objects.values_list("province", flat=True)) == {
        "Lâm Đồng",
        "Hưng Yên",
        "Cao Bằng",
        "Bình Định",
        "Thừa Thiên Huế",
    }


def came(path, *words):
    out = StringIO()
    call_command("import_programme", path, *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_same_file_again_and_a_dry_run_write_nothing():
    assert "nhận 154 dòng, từ chối 0 dòng" in came(SAMPLES)
    before = (Edition.objects.count(), Bound.objects.count(), ImportedRow.objects.count())
    again = came(SAMPLES)
    assert again.count("đã có, không đổi gì") == 5
    assert "đọc được 154 dòng" in came(SAMPLES, "--check")
    assert (Edition.objects.count(), Bound.objects.count(), ImportedRow.objects.count()) == before


LINES = [
    "A-1,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Hồ sơ đúng hạn,target,tỉnh,>=,95,,%,tối thiểu,A,2026",
    "A-2,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,(như trên),target,tỉnh,>=,99,,%,phấn đấu,A,2026",
    "B-1,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Thiếu giá trị,target,tỉnh,>=,,,%,,,2026",
    "B-2,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Không phải số,target,tỉnh,>=,chín mươi,,%,,,2026",
    "B-3,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Ngược,target,tỉnh,between,35,25,%,,,2026",
    "B-4,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Lạ,target,tỉnh,gần bằng,35,,%,,,2026",
    "A-1,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Trùng mã,target,tỉnh,>=,35,,%,,,2026",
    ",Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Không mã,target,tỉnh,>=,35,,%,,,2026",
    "B-5,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Sai năm,target,tỉnh,>=,35,,%,,,năm tới",
    "C-1,Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,6,Lộ trình số hoá,target,tỉnh,roadmap,2025: 40; 2026: 70,,%,,,2026",
]


def written(tmp_path, lines, *, head=HEAD, mark="\ufeff"):
    path = tmp_path / "chi-tieu.csv"
    path.write_text(mark + "\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.django_db
def test_bad_lines_say_where_and_why_and_nothing_of_them_is_lost(tmp_path):
    said = came(written(tmp_path, [f"{line},lạ" for line in LINES], head=f"{HEAD},cot_la"))
    for line, why in (
        (4, "cần một giá trị nhưng ô trống"),
        (5, "«chín mươi» ở cột value không phải là số"),
        (6, "nhỏ hơn giá trị dưới"),
        (7, "không hiểu phép so sánh «gần bằng»"),
        (8, "trùng với dòng 2"),
        (9, "thiếu mã dòng"),
        (10, "không đọc được năm từ «năm tới»"),
    ):
        assert any(one.startswith(f"dòng {line}: ") and why in one for one in said.splitlines()), (line, said)
    assert "cột lạ, giữ nguyên theo dòng: cot_la" in said
    assert "nhận 3 dòng, từ chối 7 dòng" in said
    assert ImportedRow.objects.count() == len(LINES)
    assert ImportedRow.objects.get(line=5).content["cot_la"] == "lạ"
    plan = Plan.objects.get()
    assert (plan.province, plan.editions.get().decision) == ("Hà Giang", "12/KH-UBND")
    assert [bound.value for bound in Bound.objects.filter(target__pair="A")] == [95, 99]


@pytest.mark.django_db
def test_a_promised_percentage_below_zero_is_refused_and_a_told_one_is_not(tmp_path):
    head = "A-{n},Hà Giang,Kế hoạch 12/KH-UBND 02/01/2026,2 TTHC,Chỉ tiêu {n},{rest},2026"
    rests = ["target,tỉnh,>=,-5,,%,,", "target,tỉnh,between,-5,25,%,,", "target,tỉnh,roadmap,2026: -40,,%,,",
             "target,tỉnh,>=,-5,,độ,,", "result,tỉnh,=,-5,,%,,"]  # fmt: skip
    said = came(written(tmp_path, [head.format(n=n, rest=rest) for n, rest in enumerate(rests)]))
    for line in (2, 3, 4):
        assert any(one.startswith(f"dòng {line}: ") and "là số âm" in one for one in said.splitlines()), said
    assert "nhận 2 dòng, từ chối 3 dòng" in said


@pytest.mark.django_db
def test_a_corrected_file_makes_a_further_edition_and_the_first_stays(tmp_path):
    came(written(tmp_path, LINES[:2]))
    said = came(written(tmp_path, [LINES[0].replace(",95,", ",96,"), LINES[1], LINES[9]]))
    assert "ấn bản 2: thêm 1, sửa 1" in said
    first, second = Edition.objects.order_by("number")
    assert lines_told(first)["A-1"]["value"] == "95"
    assert lines_told(second)["A-1"]["value"] == "96"
    said = came(written(tmp_path, [LINES[9]]))
    assert "đã có, không đổi gì" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tệp trống"),
        (b"\xff\xd8\xff\xe0rubbish", "không phải tệp văn bản UTF-8"),
        ("tên,giá trị\nA,1\n".encode(), "dòng đầu phải là tên cột"),
    ],
)
def test_what_is_no_list_of_targets_is_refused_whole(tmp_path, content, why):
    path = tmp_path / "khac.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=why):
        came(path)
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_a_file_of_bad_lines_only_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="không dòng nào nạp được"):
        came(written(tmp_path, LINES[2:4]))


@pytest.mark.django_db
def test_semicolons_and_wide_characters_are_read_too(tmp_path):
    path = tmp_path / "excel.csv"
    path.write_bytes("\n".join([HEAD, *LINES[:2]]).replace(",", ";").encode("utf-16"))
    assert "nhận 2 dòng, từ chối 0 dòng" in came(path)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1315", "1315"),
        ("50.34", "50.34"),
        ("99,38", "99.38"),
        ("7 001 090", "7001090"),
        ("7.001.090", "7001090"),
        ("1,829.5", "1829.5"),
        ("1.829,5", "1829.5"),
        ("80%", "80"),
        ("4+1", None),
        ("", None),
        ("1e3", None),
    ],
)
def test_numbers_as_people_write_them(said, number):
    assert number_of(said) == (None if number is None else Decimal(number))


def test_a_name_as_above_is_the_name_above():
    cells = {"id": "1", "province": "X", "document": "Y", "indicator_vi": "(như trên) cấp phòng", "comparator": ">",
             "value": "30"}  # fmt: skip
    found, reading = read_line(3, cells, "Lãnh đạo giỏi ngoại ngữ")
    assert not reading.faults
    assert found.name == "Lãnh đạo giỏi ngoại ngữ cấp phòng"

"""The administrator's pages about agencies: who sees and shapes them, what they say, tables in and out."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.registry.organisation.models import Agency, Posting, Unit
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting, unit
from motcua.registry.people.tests.browsing import signed_in, text
from motcua.registry.people.tests.factories import AT, officer
from motcua.registry.places.tests.factories import province as make_province
from motcua.registry.places.tests.factories import ward

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NEW = {"code": "H14.12", "name": "Sở Y tế", "level": "department", "day": "01/07/2025"}
HEADS = 'Mã cơ quan,"Mã phòng, ban",Tên đầy đủ,Cấp hoặc loại,Từ ngày'


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


@pytest.fixture
def province():
    """Who manages everything."""
    agency("H14", "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province")
    agency("H14.05", "Sở Nội vụ", short_name="Sở Nội vụ", level="department")
    agency()
    unit()
    account = officer("quan.tri", "Nông Văn Quản")
    posting("quan.tri", "H14", Role.ADMIN)
    officer()
    posting()
    return signed_in(account)


@pytest.fixture
def commune(province):
    """Who manages one commune alone."""
    account = officer("xa.qt", "Lý Văn Xã")
    posting("xa.qt", "H14.31", Role.ADMIN)
    return signed_in(account)


def url(name, *args):
    return reverse(f"organisation:{name}", args=args)


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def brought(client, content, name="co-quan.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(url("import-agencies"), {"table": SimpleUploadedFile(name, content)})


def test_the_list_shows_what_one_manages_and_finds_it_without_marks(province, commune):
    assert "Sở Nội vụ" in text(province.get(url("agencies")))
    assert "Sở Nội vụ" not in text(commune.get(url("agencies")))
    found = text(province.get(url("agencies"), {"q": "hoa an"}))
    assert ("H14.31" in found, "H14.05" in found) == (True, False)
    assert "Không có cơ quan nào" in text(province.get(url("agencies"), {"q": "khong co"}))


def test_what_is_over_is_shown_where_it_is_asked_for_and_what_is_coming_says_from_when(province):
    agency("H14.08", "Sở Cũ", level="department", valid_to=TODAY)
    agency("H14.09", "Sở Mới", level="department", valid_from=date(2027, 1, 1))
    shown = text(province.get(url("agencies")))
    assert ("Sở Cũ" in shown, "Sở Mới" in shown, "từ 01/01/2027" in shown) == (False, True, True)
    assert "đến hết 22/11/2026" in text(province.get(url("agencies"), {"da-ket-thuc": "1"}))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(province, rows, django_assert_max_num_queries):
    for number in range(rows):
        agency(f"H14.40.{number}", f"Phòng {number}")
    with django_assert_max_num_queries(10):
        assert f"H14.40.{rows - 1}" in text(province.get(url("agencies")))


def test_the_page_of_an_agency_tells_units_people_and_days(province, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        shown = text(province.get(url("agency", "H14.31")))
    for told in ("Bộ phận Một cửa", "Nguyễn Thị Lan", "Tiếp nhận và trả kết quả", "01/07/2025", "Sáp nhập vào đây"):
        assert told in shown


def test_who_manages_the_agency_alone_changes_its_units_but_not_the_agency(commune):
    shown = text(commune.get(url("agency", "H14.31")))
    assert ("Thêm phòng, ban" in shown, "Sáp nhập vào đây" in shown) == (True, False)
    for name in ("change-agency", "end-agency", "merge-agencies", "move-agency", "split-agency"):
        assert commune.get(url(name, "H14.31")).status_code == 403
        assert commune.get(url(name, "H14.05")).status_code == 404
    assert commune.post(url("add-agency"), NEW).status_code == 403
    assert not Agency.objects.filter(code="H14.12").exists()
    form = {"code": "vp", "name": "Văn phòng", "kind": "division", "day": "01/12/2026"}
    assert commune.post(url("add-unit", "H14.31"), form).status_code == 302
    assert Unit.objects.get(code="VP").valid_from == date(2026, 12, 1)


def test_who_has_no_such_right_sees_nothing():
    agency()
    account = officer()
    posting("lan.nt", "H14.31", Role.LEADER)
    client = signed_in(account)
    for address in (url("agencies"), url("agency", "H14.31"), url("export-agencies", "csv"), url("import-agencies")):
        assert client.get(address).status_code == 403


def test_an_agency_is_added_once_however_often_it_is_clicked(province):
    assert province.post(url("add-agency"), NEW)["Location"] == url("agency", "H14.12")
    again = province.post(url("add-agency"), NEW)
    assert (again.status_code, "đã có hiệu lực trong khoảng thời gian này" in words_of(again)) == (422, True)
    assert Agency.objects.filter(code="H14.12").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "SNV"}, "không đúng dạng"),
        ({"code": ""}, "Hãy nhập mã định danh"),
        ({"name": " "}, "Hãy nhập tên"),
        ({"name": "x" * 201}, "dài quá"),
        ({"level": "khac"}, "Hãy chọn cấp"),
        ({"place_code": "abc"}, "không đúng dạng"),
        ({"place_code": "99999"}, "Không có địa bàn nào"),
        ({"day": "32/13/2026"}, "ngày"),
    ],
)
def test_a_wrong_field_is_told_beside_it_and_nothing_is_written(province, wrong, said):
    answer = province.post(url("add-agency"), NEW | wrong)
    assert (answer.status_code, said in words_of(answer)) == (422, True)
    assert not Agency.objects.filter(code="H14.12").exists()


def test_a_change_lies_ahead_and_never_behind(province):
    form = {"name": "UBND phường Hòa An", "short_name": "Hòa An", "level": "commune", "day": "01/01/2027"}
    assert province.post(url("change-agency", "H14.31"), form | {"day": "01/07/2026"}).status_code == 422
    assert province.post(url("change-agency", "H14.31"), form).status_code == 302
    shown = words_of(province.get(url("agency", "H14.31")))
    assert "Đã có thay đổi sắp tới" in shown
    assert "UBND phường Hòa An" in shown
    assert Agency.objects.get(code="H14.31", valid_to=None).valid_from == date(2027, 1, 1)


def test_the_end_of_an_agency_tells_what_depends_on_it_and_leads_to_its_successor(province):
    shown = words_of(province.get(url("end-agency", "H14.31")))
    assert ("1 phòng, ban" in shown, "1 phân công cán bộ" in shown) == (True, True)
    below = words_of(province.get(url("end-agency", "H14")))
    assert "phải sáp nhập, chuyển hoặc kết thúc trước" in below
    form = {"successor": "H14.05", "carries": "on", "day": "01/01/2027"}
    assert province.post(url("end-agency", "H14.31"), form | {"successor": "H99"}).status_code == 422
    assert province.post(url("end-agency", "H14.31"), form)["Location"] == url("agency", "H14.05")
    assert Posting.objects.get(username="lan.nt", agency_code="H14.05").valid_from == date(2027, 1, 1)
    assert "Cơ quan kế tục: Sở Nội vụ" in words_of(province.get(url("agency", "H14.31")))
    again = province.post(url("end-agency", "H14.31"), form)
    assert again.status_code == 422


def test_agencies_merge_move_and_split_by_forms(province):
    day = {"day": "01/01/2027"}
    merged = province.post(url("merge-agencies", "H14.05"), {"chosen": ["H14.31"], "carries": "on"} | day)
    assert merged.status_code == 302
    assert province.post(url("merge-agencies", "H14.05"), day).status_code == 422
    moved = province.post(url("move-agency", "H14.05"), {"code": "H15.05"} | day)
    assert moved.status_code == 403
    made = province.post(url("split-agency", "H14"), {"code": "H14.21", "name": "Ban Quản lý"} | day)
    assert made["Location"] == url("agency", "H14.21")
    assert province.post(url("split-agency", "H14"), {"code": "H14.80.01", "name": "Ban"} | day).status_code == 422


def test_units_change_and_end_by_forms(province):
    form = {"name": "Trung tâm Phục vụ hành chính công", "kind": "counter", "day": "23/11/2026"}
    assert province.post(url("change-unit", "H14.31", "MOT-CUA"), form).status_code == 302
    assert province.post(url("end-unit", "H14.31", "MOT-CUA"), {"to_unit": "X", "day": "01/01/2027"}).status_code == 422
    assert province.post(url("end-unit", "H14.31", "MOT-CUA"), {"to_unit": "", "day": "01/01/2027"}).status_code == 302
    assert province.get(url("end-unit", "H14.31", "MOT-CUA")).status_code == 404
    assert Unit.objects.get(valid_to=date(2027, 1, 1)).kind == "counter"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_goes_out_comes_back_in_equal(province, ending):
    agency("H14.08", "Sở Cũ", level="department", valid_to=TODAY, phone="0912345678", address="Số 1")
    make_province()
    ward("01654")
    content = province.get(url("export-agencies", ending)).content
    events = EventRecord.objects.count()
    assert brought(province, content, f"co-quan.{ending}").status_code == 302
    assert (Agency.objects.count(), Unit.objects.count(), EventRecord.objects.count()) == (4, 1, events)
    Unit.objects.all().delete()
    Agency.objects.filter(code="H14.08").delete()
    assert brought(province, content, f"co-quan.{ending}").status_code == 302
    assert Agency.objects.get(code="H14.08").valid_to == TODAY
    assert Unit.objects.get().name == "Bộ phận Một cửa"


def test_every_faulty_line_is_told_and_nothing_is_written(province, commune):
    table = f"""{HEADS}
H14.70,,Xã Một,Cấp xã,01/07/2025
XX,,Xã Hai,Cấp xã,01/07/2025
H14.72,,,Cấp huyện,32/07/2025
H14.05,,Sở khác,"Sở, ban, ngành",01/07/2026
H14.70,,Xã Một nữa,Cấp xã,01/07/2026
H14.90.01,,Đội,Cấp xã,01/07/2026
H14.71,VP,Văn phòng,"Phòng, ban",01/07/2026"""
    answer = brought(province, table)
    said = words_of(answer)
    assert answer.status_code == 422
    for told in ("6 dòng chưa đúng", "«XX» không đúng dạng", "Cấp huyện", "32/07/2025", "với nội dung khác",
                 "đã có ở dòng 2", "chưa có", "Chưa có cơ quan «H14.71»"):  # fmt: skip
        assert told in said, told
    assert not Agency.objects.filter(code__startswith="H14.7").exists()
    refused = words_of(brought(commune, f"{HEADS}\nH14.70,,Xã Một,Cấp xã,01/07/2025"))
    assert "Bạn không quản lý cấp trên" in refused


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "phải có các cột"),
        (HEADS.encode(), "a.csv", "không có dòng nào"),
        (b"\xff\xfe\x00", "a.csv", "UTF-8"),
        (b"nothing", "a.xlsx", "không phải"),
        (b"nothing", "a.pdf", "Excel"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(province, content, name, said):
    answer = brought(province, content or b"\n", name)
    assert (answer.status_code, said in words_of(answer)) == (422, True)


def test_an_empty_table_to_fill_in_has_the_heads(province):
    page = load_workbook(BytesIO(province.get(url("agencies-template", "xlsx")).content)).active
    assert [cell.value for cell in page[1]][:3] == ["Mã cơ quan", "Mã phòng, ban", "Tên đầy đủ"]
    assert province.get(url("agencies-template", "pdf")).status_code == 404

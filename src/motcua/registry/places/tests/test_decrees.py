from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from motcua.kernel.events.store import all_events
from motcua.registry.people.tests.factories import AT
from motcua.registry.places.errors import DecreeRefused
from motcua.registry.places.models import Place, Succession
from motcua.registry.places.public import find_places, load_decree, place, place_names, successors_of, wards_of
from motcua.registry.places.rules import REFORM
from motcua.registry.places.tests.factories import province, ward

pytestmark = pytest.mark.django_db
HEAD = "old_code,new_code,new_name,kind,valid_from,decree"
DAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def cao_bang():
    province()
    ward("01654", "Hòa An")
    ward("01660", "Nam Tuấn")
    ward("01273", "Tân Giang", "ward")


def load(*lines, head=HEAD):
    return load_decree("\n".join([head, *lines]).encode(), actor="admin", at=AT)


def refused(*lines, head=HEAD):
    with pytest.raises(DecreeRefused) as refusal:
        load(*lines, head=head)
    return str(refusal.value)


def test_a_commune_becomes_a_ward_and_keeps_its_code():
    changed = load("01654,01654,Hòa An,Phường,2026-09-01,NQ 9")
    assert (changed.ended, changed.begun) == (1, 1)
    assert place("01654", on=DAY).full_name == "Phường Hòa An"
    assert place("01654", on=DAY - timedelta(days=1)).full_name == "Xã Hòa An"
    assert place_names(["01654"], on=DAY) == {"01654": "Phường Hòa An, tỉnh Cao Bằng"}
    (event,) = all_events()
    assert (event.subject, event.ended, event.begun) == ("decree:2026-09-01", 1, 1)


def test_two_communes_merge_under_a_new_code():
    load("01654,01655,Hòa An,Phường,01/09/2026,NQ 9", "01660,01655,Hòa An,Phường,01/09/2026,NQ 9")
    assert [view.code for view in wards_of("04", on=DAY)] == ["01655", "01273"]
    assert [view.code for view in successors_of("01660")] == ["01655"]
    assert set(Succession.objects.values_list("share", flat=True)) == {"whole"}


def test_a_commune_is_split_and_the_first_line_is_its_main_part():
    ward_goes_on = "01273,01273,Tân Giang,Phường,2026-09-01,NQ 9"
    load(
        "01654,01656,Nước Hai,Phường,2026-09-01,NQ 9",
        "01654,01273,Tân Giang,Phường,2026-09-01,NQ 9",
        ward_goes_on,
    )
    assert [view.code for view in successors_of("01654")] == ["01656", "01273"]
    assert dict(Succession.objects.filter(old_code="01654").values_list("new_code", "share")) == {
        "01656": "main",
        "01273": "part",
    }


def test_a_unit_that_takes_over_a_part_and_keeps_its_name_needs_no_line_of_its_own():
    changed = load("01654,01273,Tân Giang,Phường,2026-09-01,NQ 9")
    assert (changed.ended, changed.begun) == (1, 0)
    assert [view.code for view in successors_of("01654")] == ["01273"]
    assert Place.objects.get(code="01273").valid_from == REFORM


def test_a_second_run_writes_nothing():
    line = "01654,01655,Hòa An,Phường,2026-09-01,NQ 9"
    load(line)
    again = load(line)
    assert (again.ended, again.begun) == (0, 0)
    assert len(list(all_events())) == 1
    assert Succession.objects.count() == 1


def test_changes_of_several_years_follow_one_another():
    load("01654,01655,Nước Hai,Phường,2026-09-01,NQ 9", "01655,01657,Pác Bó,Phường,2026-10-01,NQ 10")
    assert [view.name for view in successors_of("01654")] == ["Pác Bó"]
    assert place_names(["01655"]) == {"01655": "Phường Nước Hai, tỉnh Cao Bằng"}


def test_a_province_may_become_a_city_and_its_wards_are_found_by_the_new_name():
    load("04,04,Cao Bằng,Thành phố,2026-09-01,NQ 9")
    assert place("01654", on=DAY).province_name == "Thành phố Cao Bằng"
    assert place("01654", on=REFORM).province_name == "Tỉnh Cao Bằng"
    assert find_places("hoa an thanh pho cao bang", on=DAY)[0].code == "01654"


def test_a_ward_that_moves_to_a_new_province_says_which():
    load(
        "04,05,Việt Bắc,Tỉnh,2026-09-01,NQ 9,",
        *(f"{code},{code},{name},Xã,2026-09-01,NQ 9,05" for code, name in (("01654", "Hòa An"), ("01660", "Nam Tuấn"))),
        "01273,01273,Tân Giang,Phường,2026-09-01,NQ 9,05",
        head=f"{HEAD},province_code",
    )
    assert len(wards_of("05", on=DAY)) == 3
    assert place("04", on=DAY) is None
    assert place_names(["01654"], on=DAY) == {"01654": "Xã Hòa An, tỉnh Việt Bắc"}


def test_a_file_from_a_spreadsheet_is_read_too():
    content = ("\ufeff" + HEAD.replace(",", ";") + "\r\n01654;01654;Hòa An;phuong;01/09/2026;NQ 9\r\n").encode()
    assert load_decree(content, actor="admin", at=AT).begun == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("99999,99999,X,Xã,2026-09-01,NQ", "Dòng 2: không có đơn vị nào mang mã «99999» trước ngày 01/09/2026"),
        ("1654,01654,X,Xã,2026-09-01,NQ", "Dòng 2: mã «1654» phải có 2 chữ số (tỉnh) hoặc 5 chữ số"),
        ("０1654,01654,X,Xã,2026-09-01,NQ", "Dòng 2: mã «０1654»"),
        ("04,01654,X,Xã,2026-09-01,NQ", "không cùng cấp"),
        ("01654,01654,X,Làng,2026-09-01,NQ", "loại đơn vị «Làng»"),
        ("01654,01654,X,Tỉnh,2026-09-01,NQ", "Phường, Xã"),
        ("01654,01654,X,Xã,2026-13-01,NQ", "ngày «2026-13-01»"),
        ("01654,01654,,Xã,2026-09-01,NQ", "thiếu tên"),
        ("01654,01654,X,Xã,2026-09-01,", "thiếu số, ký hiệu"),
        ("01654", "thiếu tên"),
        ("01654,01273,X,Xã,2026-09-01,NQ", "mã mới «01273» đang dùng cho Phường Tân Giang"),
        ("04,05,Việt Bắc,Tỉnh,2026-09-01,NQ", "Tỉnh «04» kết thúc ngày 01/09/2026 nhưng còn 3 xã, phường"),
        ("01654,01654,X,Xã,2025-07-01,NQ", "không có đơn vị nào mang mã «01654» trước ngày 01/07/2025"),
    ],
)
def test_a_file_that_cannot_be_true_changes_nothing_and_says_why(line, said):
    before = list(Place.objects.order_by("pk").values())
    assert said in refused(line)
    assert list(Place.objects.order_by("pk").values()) == before
    assert not Succession.objects.exists()


def test_all_faults_are_told_at_once():
    text = refused("1,2,X,Xã,2026-09-01,NQ", "01654,01654,X,Xã,ngày mai,NQ")
    assert "Dòng 2" in text
    assert "Dòng 3" in text


def test_lines_that_contradict_each_other_are_refused():
    same = "01654,01655,Hòa An,Phường,2026-09-01,NQ 9"
    assert "lặp lại dòng 2" in refused(same, same)
    assert "tên hoặc loại khác ở dòng 2" in refused(same, "01660,01655,Nam Tuấn,Phường,2026-09-01,NQ 9")


def test_an_end_that_was_set_is_not_moved():
    load("01654,01655,Hòa An,Phường,2026-09-01,NQ 9")
    assert "không có đơn vị nào mang mã «01654»" in refused("01654,01656,Hòa An,Phường,2026-10-01,NQ 10")
    assert "đã kết thúc ngày 01/09/2026, không phải 01/08/2026" in refused("01654,01656,Hòa An,Phường,2026-08-01,NQ 10")


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe\x00", "UTF-8"), (b"", "thiếu cột"), (HEAD.encode(), "không có dòng nào")]
)
def test_what_is_no_such_file_is_refused(content, said):
    with pytest.raises(DecreeRefused, match=said):
        load_decree(content, actor="admin", at=AT)


def test_the_command_says_what_it_did_or_why_not(tmp_path, capsys):
    file = tmp_path / "decree.csv"
    file.write_text(f"{HEAD}\n01654,01655,Hòa An,Phường,2026-09-01,NQ 9\n", encoding="utf-8")
    call_command("load_decree", str(file))
    assert "1 đơn vị kết thúc, 1 đơn vị bắt đầu" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("load_decree", str(tmp_path / "none.csv"))
    file.write_text("x", encoding="utf-8")
    with pytest.raises(CommandError, match="thiếu cột"):
        call_command("load_decree", str(file))

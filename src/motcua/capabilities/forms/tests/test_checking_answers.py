"""What is wrong with an answer is said in Vietnamese, with the name of the question."""

import pytest

from motcua.capabilities.forms.errors import AnswersUnreadable
from motcua.capabilities.forms.public import check_answers
from motcua.capabilities.forms.tests.factories import (
    DAY,
    EVERYTHING,
    PERSON,
    choice,
    form_of,
    schema_of,
    text,
    view_of,
)

FORM = view_of({key: value for key, value in EVERYTHING.items() if key != "required"})


def said(name, value):
    return check_answers(FORM, {name: value, "vow": True}, on=DAY).errors.get(name, "")


def kept(name, value):
    checked = check_answers(FORM, {name: value, "vow": True}, on=DAY)
    assert checked.errors == {}
    return checked.values.get(name)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("full_name", "A", "«Họ tên» phải có ít nhất 2 ký tự."),
        ("full_name", "A" * 61, "«Họ tên» dài quá 60 ký tự."),
        ("full_name", 5, "«Họ tên» phải là chữ."),
        ("born_on", "31/02/2020", "Ngày ở «Ngày sinh» phải có dạng dd/mm/yyyy, ví dụ 02/09/1945."),
        ("born_on", "hôm qua", "Ngày ở «Ngày sinh» phải có dạng dd/mm/yyyy, ví dụ 02/09/1945."),
        ("born_on", "٠٢/٠٩/١٩٤٥", "Ngày ở «Ngày sinh» phải có dạng dd/mm/yyyy, ví dụ 02/09/1945."),
        ("born_on", "24/11/2026", "Ngày ở «Ngày sinh» chưa tới. Hãy nhập một ngày đã qua hoặc hôm nay."),
        ("born_on", "01/01/0001", "Năm ở «Ngày sinh» không đúng. Hãy xem lại."),
        ("area", "một trăm", "«Diện tích» phải là một số, ví dụ 12,5."),
        ("area", "0", "«Diện tích» phải lớn hơn 0."),
        ("area", "1.000,5", "«Diện tích» không được lớn hơn 1.000."),
        ("area", float("nan"), "«Diện tích» phải là một số, ví dụ 12,5."),
        ("area", "9" * 30, "«Diện tích» là một số quá lớn."),
        ("copies", "1,5", "«Số bản» phải là một số nguyên, ví dụ 12."),
        ("copies", "-1", "«Số bản» không được nhỏ hơn 0."),
        ("copies", True, "«Số bản» phải là một số nguyên, ví dụ 12."),
        ("capital", "999.999", "«Vốn» không được nhỏ hơn 1.000.000."),
        ("capital", "nhiều", "«Vốn» phải là một số tiền, ví dụ 1.250.000."),
        ("province", "Sài Gòn", "Lựa chọn ở «Tỉnh» không có trong danh sách. Hãy chọn lại."),
        ("wants", ["vàng"], "Lựa chọn ở «Muốn nhận» không có trong danh sách. Hãy chọn lại."),
        ("vow", "có lẽ", "«Tôi cam kết» chỉ có thể đánh dấu hoặc không."),
        ("licence", "ab-12", "«Số giấy phép» chưa đúng dạng. Ví dụ: AB-1234."),
        ("licence", "AB-١٢٣٤", "«Số giấy phép» chưa đúng dạng. Ví dụ: AB-1234."),
        ("identity", "0123", "Số định danh cá nhân phải có đúng 12 chữ số; bạn đã nhập 4."),
        ("phone", "12345", "Số điện thoại «12345» không đúng."),
        ("email", "mai@", "Địa chỉ thư điện tử «mai@» không đúng dạng."),
        ("tax", "0100109107", "Mã số thuế «0100109107» sai chữ số kiểm tra."),
    ],
)
def test_what_does_not_fit_is_said_by_name(name, value, told):
    checked = check_answers(FORM, {"vow": True} | {name: value}, on=DAY)
    assert checked.errors[name].startswith(told)
    assert name not in checked.values


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("full_name", "  Nông\u0007  Thị\tMai ", "Nông Thị Mai"),
        ("story", " dòng một\r\ndòng hai\u200b ", "dòng một\ndòng hai"),
        ("born_on", "2/9/1945", "1945-09-02"),
        ("born_on", "02091945", "1945-09-02"),
        ("born_on", "1945-09-02", "1945-09-02"),
        ("born_on", "23/11/2026", "2026-11-23"),
        ("area", "12,5", 12.5),
        ("area", "12.5", 12.5),
        ("area", "1.000", 1000),
        ("area", 99.0, 99),
        ("copies", " 3 ", 3),
        ("capital", "1.250.000 đ", 1_250_000),
        ("capital", "1 250 000", 1_250_000),
        ("capital", "1,250,000 VNĐ", 1_250_000),
        ("married", "kết hôn", "kết hôn"),
        ("wants", ["bản điện tử", "bản giấy", "bản giấy"], ["bản giấy", "bản điện tử"]),
        ("wants", "bản giấy", ["bản giấy"]),
        ("phone", "0912 345 678", "+84912345678"),
        ("identity", "001 090 012 345", "001090012345"),
        ("licence", "AB-1234", "AB-1234"),
        ("full_name", None, None),
        ("story", "   ", None),
    ],
)
def test_what_was_typed_becomes_regular(name, typed, value):
    assert kept(name, typed) == value


def test_what_must_be_answered_is_asked_for_in_the_words_of_its_kind():
    form = form_of(
        *("name", "sex", "vow", "alive"),
        name="Tên",
        sex=choice("Giới tính", "Nam", "Nữ"),
        vow={"type": "boolean", "title": "Tôi cam kết", "const": True},
        alive={"type": "boolean", "title": "Còn sống"},
    )
    checked = check_answers(form, {"name": " "})
    assert checked.errors == {
        "name": "Bạn chưa điền «Tên».",
        "sex": "Bạn chưa chọn «Giới tính».",
        "vow": "Bạn cần đánh dấu «Tôi cam kết» để tiếp tục.",
    }
    assert checked.values == {"alive": False}


HOUSE = schema_of(
    *("married", "spouse", "since"),
    married=choice("Tình trạng", "Độc thân", "Kết hôn"),
    spouse=choice("Vợ hoặc chồng", "Có", "Mất", **{"x-shown-when": {"field": "married", "equals": "kết hôn"}}),
    since=text("Từ ngày", format="date", **{"x-shown-when": {"field": "spouse", "in": ["mất"]}}),
    groups=[
        {"key": "mot", "title": "Một", "fields": ["married"]},
        {"key": "hai", "title": "Hai", "fields": ["spouse", "since"]},
    ],
)


def test_a_question_that_is_not_shown_is_neither_required_nor_kept():
    checked = check_answers(view_of(HOUSE), {"married": "độc thân", "spouse": "mất", "since": "rác"})
    assert (checked.values, checked.errors) == ({"married": "độc thân"}, {})


def test_a_question_shown_by_an_answer_is_required():
    checked = check_answers(view_of(HOUSE), {"married": "kết hôn", "spouse": "mất"})
    assert checked.errors == {"since": "Bạn chưa điền «Từ ngày»."}


def test_a_group_is_checked_alone_but_sees_all_answers():
    form = view_of(HOUSE)
    assert check_answers(form, {"married": "kết hôn"}, group="hai").errors == {
        "spouse": "Bạn chưa chọn «Vợ hoặc chồng»."
    }
    assert check_answers(form, {"married": "độc thân"}, group=form.group("hai")).errors == {}
    assert check_answers(form, {}, group="mot").errors == {"married": "Bạn chưa chọn «Tình trạng»."}


def test_a_tick_can_show_a_question():
    form = form_of(
        "why",
        no={"type": "boolean", "title": "Không nhận"},
        why=text("Vì sao", **{"x-shown-when": {"field": "no", "equals": True}}),
    )
    assert check_answers(form, {}).errors == {}
    assert check_answers(form, {"no": "1"}).errors == {"why": "Bạn chưa điền «Vì sao»."}


def test_a_person_may_be_left_out_whole_but_not_in_part():
    form = form_of(father=PERSON)
    assert check_answers(form, {"father": {"full_name": ""}}).errors == {}
    partly = check_answers(form, {"father": {"birth_on": "2/9/1945"}})
    assert partly.errors == {"father-full_name": "Bạn chưa điền «Họ tên»."}
    whole = check_answers(form, {"father": {"full_name": "Lý A", "birth_on": "2/9/1945", "more": 1}})
    assert whole.values == {"father": {"full_name": "Lý A", "birth_on": "1945-09-02"}}


def test_a_person_who_is_required_must_be_named():
    assert check_answers(form_of("father", father=PERSON), {}).errors == {"father-full_name": "Bạn chưa điền «Họ tên»."}
    loose = form_of("father", father=PERSON | {"required": []})
    assert check_answers(loose, {"father": "cha tôi"}).errors == {"father-full_name": "Bạn chưa điền «Cha»."}


def test_answers_to_questions_the_form_does_not_have_are_dropped():
    assert check_answers(form_of(name="Tên"), {"name": "Mai", "owner": "x", 5: 6}).values == {"name": "Mai"}


@pytest.mark.parametrize("rubbish", [None, [], "chữ", 5])
def test_what_is_no_set_of_answers_is_refused(rubbish):
    with pytest.raises(AnswersUnreadable):
        check_answers(FORM, rubbish)


def test_texts_of_braces_and_percent_signs_do_no_harm():
    form = form_of("a", a=text("{x} %(y)s {0}", minLength=9))
    assert check_answers(form, {"a": "{z}"}).errors == {"a": "«{x} %(y)s {0}» phải có ít nhất 9 ký tự."}

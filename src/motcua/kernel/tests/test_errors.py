import pytest

from motcua.kernel.errors import DomainError, InvalidInput, NotAllowed
from motcua.kernel.texts.mark import mark


class MoveNotAllowed(DomainError):
    """The state forbids it."""

    text = mark("Hồ sơ đang ở trạng thái «{state}», không thể {move}.")


def test_a_refusal_says_the_fact_with_its_parameters_filled_in():
    refused = MoveNotAllowed(state="Đã trả kết quả", move="tiếp nhận")
    assert str(refused) == "Hồ sơ đang ở trạng thái «Đã trả kết quả», không thể tiếp nhận."
    assert refused.args == (str(refused),)
    assert (refused.text, dict(refused.parameters)) == (
        MoveNotAllowed.text,
        {"state": "Đã trả kết quả", "move": "tiếp nhận"},
    )


@pytest.mark.parametrize(("kind", "status"), [(DomainError, 409), (InvalidInput, 422), (NotAllowed, 403)])
def test_each_kind_has_its_http_status(kind, status):
    assert kind("Không được.").status == status


def test_what_a_person_typed_may_hold_braces():
    assert str(InvalidInput("Tệp «{name}» trống.", name="{a} {0}.pdf")) == "Tệp «{a} {0}.pdf» trống."


def test_wrong_input_names_its_fields():
    refused = InvalidInput("Hãy xem lại.", fields={"phone": "Số điện thoại có 10 chữ số."})
    assert refused.fields == {"phone": "Số điện thoại có 10 chữ số."}
    assert InvalidInput("Hãy xem lại.").fields == {}

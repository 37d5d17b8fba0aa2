import pytest

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.codes import plain_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" h14.05-261122-0001 ", "H14.05-261122-0001"),
        ("H14.05 – 261122 – 0001", "H14.05-261122-0001"),
        ("001 085 012 345", "001085012345"),
        ("\u200bh14\x00", "H14"),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed, code):
    assert plain_code(typed) == code


@pytest.mark.parametrize(("typed", "sign"), [("Ｈ14", "Ｈ"), ("Н14", "Н"), ("đ14", "đ"), ("H١٤", "١"), ("ı1", "ı")])
def test_a_sign_of_another_script_is_refused_and_shown(typed, sign):
    with pytest.raises(InvalidInput, match=sign):
        plain_code(typed)

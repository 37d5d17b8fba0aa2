"""From what a person typed, or a program sent, to the value that is kept; what cannot be read says why.

Text is cleaned (NFC, no control characters); «2/9/1945» becomes ``1945-09-02``, «1.250.000 đ» 1250000, «12,5» 12.5.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from motcua.capabilities.forms.errors import AnswerRefused
from motcua.capabilities.forms.rules.fields import FormField, Widget, is_same
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

EARLIEST, LATEST = date(1850, 1, 1), date(2200, 12, 31)
MOST_CHOSEN, LONGEST_NUMBER, GREATEST_NUMBER = 500, 40, 10**15
_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y")
_ASCII_DAY = re.compile(r"[0-9/.\- ]{6,10}")
_WHOLE_BY_DOTS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
_WHOLE_BY_COMMAS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+")
_WITH_COMMA = re.compile(r"-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]+")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CURRENCY = re.compile(r"\s*(đ|₫|đồng|vnđ|vnd)\.?$", re.IGNORECASE)
_YES, _NO = {"1", "true", "on", "yes", "có"}, {"0", "false", "off", "no", "không", ""}

NOT_TEXT = mark("«{label}» phải là chữ.")
NOT_NUMBER = mark("«{label}» phải là một số, ví dụ 12,5.")
NOT_WHOLE = mark("«{label}» phải là một số nguyên, ví dụ 12.")
NOT_MONEY = mark("«{label}» phải là một số tiền, ví dụ 1.250.000.")
NUMBER_TOO_BIG = mark("«{label}» là một số quá lớn.")
NOT_DAY = mark("Ngày ở «{label}» phải có dạng dd/mm/yyyy, ví dụ 02/09/1945.")
DAY_OUT_OF_RANGE = mark("Năm ở «{label}» không đúng. Hãy xem lại.")
NOT_OFFERED = mark("Lựa chọn ở «{label}» không có trong danh sách. Hãy chọn lại.")
NOT_A_TICK = mark("«{label}» chỉ có thể đánh dấu hoặc không.")


def read_answer(field: FormField, raw: object) -> Any:
    """The value of one answer, None if there is none. Raises `AnswerRefused`. A person's parts are read one by one."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    return _READERS.get(field.widget, _line)(field, raw)


def cleaned(raw: str, most: int) -> str:
    """A text as it was typed, without what cannot be seen, cut to `most` characters and one."""
    return nfc(raw[: 4 * most + 4])[: most + 1]


def _refused(text: str, field: FormField) -> AnswerRefused:
    return AnswerRefused(text, label=field.label)


def _text(field: FormField, raw: object) -> str:
    if not isinstance(raw, str):
        raise _refused(NOT_TEXT, field)
    return nfc(raw)


def _line(field: FormField, raw: object) -> object:
    return " ".join(_text(field, raw).split()) or None


def _lines(field: FormField, raw: object) -> object:
    return _text(field, raw) or None


def _option(field: FormField, raw: object) -> object:
    typed = nfc(raw) if isinstance(raw, str) else raw
    for option in field.options:
        if is_same(option.value, typed) or (isinstance(typed, str) and typed == str(option.value)):
            return option.value
    raise _refused(NOT_OFFERED, field)


def _options(field: FormField, raw: object) -> object:
    chosen = [raw] if isinstance(raw, str) else raw
    if not isinstance(chosen, list | tuple) or len(chosen) > MOST_CHOSEN:
        raise _refused(NOT_OFFERED, field)
    values = [_option(field, one) for one in chosen if one != ""]
    return [option.value for option in field.options if option.value in values] or None


def _tick(field: FormField, raw: object) -> object:
    said = raw.strip().casefold() if isinstance(raw, str) else raw
    if isinstance(said, bool):
        return said
    if isinstance(said, str) and said in _YES | _NO:
        return said in _YES
    raise _refused(NOT_A_TICK, field)


def _day(field: FormField, raw: object) -> object:
    if isinstance(raw, date):
        return _in_range(field, raw.date() if isinstance(raw, datetime) else raw)
    typed = " ".join(_text(field, raw).split())
    if _ASCII_DAY.fullmatch(typed):
        for form in _DAY_FORMATS:
            try:
                return _in_range(field, datetime.strptime(typed, form).date())  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
    raise _refused(NOT_DAY, field)


def _in_range(field: FormField, day: date) -> str:
    if not EARLIEST <= day <= LATEST:
        raise _refused(DAY_OUT_OF_RANGE, field)
    return day.isoformat()


def _number(field: FormField, raw: object) -> object:
    text = NOT_WHOLE if field.kind == "integer" else NOT_NUMBER
    number = _figure(raw) if isinstance(raw, str) else raw
    return _checked_number(field, number, text)


def _money(field: FormField, raw: object) -> object:
    number = _figure(_CURRENCY.sub("", nfc(raw)), is_money=True) if isinstance(raw, str) else raw
    return _checked_number(field, number, NOT_MONEY)


def _checked_number(field: FormField, number: Any, text: str) -> int | float:
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise _refused(text, field)
    if isinstance(number, float) and not math.isfinite(number):
        raise _refused(text, field)
    if abs(number) > GREATEST_NUMBER:
        raise _refused(NUMBER_TOO_BIG, field)
    if number == int(number):
        return int(number)
    if field.kind == "integer":
        raise _refused(text, field)
    return number


def _figure(typed: str, *, is_money: bool = False) -> int | float | None:
    """A figure as Vietnamese write it: a dot between thousands, a comma before decimals; a lone dot may be decimal."""
    bare = re.sub(r"(?<=[0-9])[\s\u00a0]+(?=[0-9])", "", nfc(typed))
    if len(bare) > LONGEST_NUMBER:
        return None
    if _WHOLE_BY_DOTS.fullmatch(bare):
        return int(bare.replace(".", ""))
    if is_money and _WHOLE_BY_COMMAS.fullmatch(bare):
        return int(bare.replace(",", ""))
    if _WITH_COMMA.fullmatch(bare):
        return float(bare.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(bare):
        return float(bare) if "." in bare else int(bare)
    return None


Reader = Callable[[FormField, object], object]
_READERS: Mapping[Widget, Reader] = {
    Widget.TEXTAREA: _lines,
    Widget.SELECT: _option,
    Widget.RADIO: _option,
    Widget.CHECKBOX: _tick,
    Widget.CHECKBOXES: _options,
    Widget.DATE: _day,
    Widget.NUMBER: _number,
    Widget.MONEY: _money,
}

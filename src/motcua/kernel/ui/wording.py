"""How dates, messages and refusals are said, in Vietnam's time and the reader's language."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark

WEEKDAYS = (
    mark("thứ Hai"),
    mark("thứ Ba"),
    mark("thứ Tư"),
    mark("thứ Năm"),
    mark("thứ Sáu"),
    mark("thứ Bảy"),
    mark("Chủ nhật"),
)
NOT_A_DAY = mark("Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 02/09/1945.")
_ABROAD = "+84"
_DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y")


def day_of(value: date | datetime | str | None) -> date | None:
    """The Vietnamese day of a moment, a date or an ISO text; None for anything else."""
    if isinstance(value, datetime):
        return clock.local(_aware(value)).date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def day(value: date | datetime | str | None) -> str:
    """«23/11/2026»; a text that is no date stays as it is."""
    found = day_of(value)
    return f"{found:%d/%m/%Y}" if found else str(value or "")


def long_day(value: date | datetime | str | None) -> str:
    """«thứ Hai, 23/11/2026»."""
    found = day_of(value)
    return f"{gettext(WEEKDAYS[found.weekday()])}, {found:%d/%m/%Y}" if found else ""


def moment(value: datetime | None) -> str:
    """«10:32, 23/11/2026»."""
    return f"{clock.local(_aware(value)):%H:%M, %d/%m/%Y}" if value else ""


def counted(value: int | Decimal | None) -> str:
    """A figure as the reader's language writes it: «1.234», «98,50», «–» where there is none."""
    if value is None:
        return "–"
    places = 2 if isinstance(value, Decimal) else 0
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True).replace("-", "−")


def phone(value: str) -> str:
    """A number as people here dial it: «0912345678» for ``+84912345678``; any other text as it is."""
    return f"0{value.removeprefix(_ABROAD)}" if value.startswith(_ABROAD) else value


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def translated(text: Any, parameters: Mapping[str, object] | None = None) -> str:
    """A marked message in the reader's language, with its parameters said the same way."""
    if text is None or text == "":
        return ""
    said = gettext(str(text))
    return said.format(**{name: _said(value) for name, value in parameters.items()}) if parameters else said


def _said(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Enum) or hasattr(value, "label"):
        return translated(getattr(value, "label", None) or value)
    return translated(value) if isinstance(value, str) else value


def refusal_text(error: DomainError) -> str:
    """What a refused person reads."""
    return translated(error.text, error.parameters)


def field_errors(error: Exception | None) -> dict[str, str]:
    """The texts of an `InvalidInput` by field, translated; nothing for other errors."""
    fields = error.fields if isinstance(error, InvalidInput) else {}
    return {name: translated(text) for name, text in fields.items()}


def read_day(text: str) -> date | None:
    """What a person typed as a day: «2/9/1945», «02091945», «1945-09-02»; None when empty. Raises InvalidInput."""
    tidy = " ".join(text.split())
    if not tidy:
        return None
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(tidy, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise InvalidInput(NOT_A_DAY)


def is_english() -> bool:
    """Whether the reader chose English."""
    return (get_language() or "").startswith("en")

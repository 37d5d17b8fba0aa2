"""Moments as older systems write them: ISO 8601 and Vietnamese forms. What is ambiguous is refused, never guessed."""

import re
from datetime import UTC, date, datetime, time

from motcua.casework.moving_in.errors import MomentNotReadable
from motcua.kernel import clock
from motcua.kernel.texts.mark import mark

SERIAL = mark("«{given}» là số sê-ri ngày của Excel; hãy định dạng cột thành ngày giờ rồi lưu lại")
SHORT_YEAR = mark("«{given}»: năm phải đủ bốn chữ số")
NO_TIME = mark("«{given}» chỉ có ngày, thiếu giờ phút; ví dụ đúng: 31/01/2024 08:00")
NO_SUCH_DAY = mark("«{given}»: không có ngày giờ này (ngày/tháng/năm, giờ 0–23)")
NOT_A_MOMENT = mark("«{given}» không phải ngày giờ; ví dụ đúng: 31/01/2024 08:00 hoặc 2024-01-31T08:00+07:00")
TOO_LONG_AGO = mark("«{given}» trước năm {first}")

FIRST_YEAR = 1990
_LAST_MINUTE = time(23, 59)
_SHOWN = 40
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?P<time>[ T]\d\d:\d\d(:\d\d([.,]\d{1,6})?)?)?(?(time)(Z|[+-]\d\d(:?\d\d)?)?)", re.ASCII
)
_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
_TIME = r"(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
_VIETNAMESE = (
    re.compile(rf"{_DAY}(?:,?[ T]+{_TIME})?", re.ASCII),
    re.compile(rf"{_TIME},? +(?:ngày +)?{_DAY}", re.ASCII),
)
_SERIAL = re.compile(r"\d{4,6}([.,]\d+)?", re.ASCII)
_SHORT_YEAR = re.compile(r"(.* )?\d{1,2}[/.-]\d{1,2}[/.-]\d{2}( .*)?", re.ASCII)


def read_moment(text: str) -> datetime:
    """A moment with its time of day; without an offset it is Vietnamese time. Raises `MomentNotReadable`."""
    moment, has_time = _read(text)
    if not has_time:
        raise MomentNotReadable(NO_TIME, given=text[:_SHOWN])
    return moment


def read_due(text: str) -> datetime:
    """As `read_moment`; a day alone means until the end of that day. Raises `MomentNotReadable`."""
    return _read(text)[0]


def _read(text: str) -> tuple[datetime, bool]:
    """The moment in UTC and whether the text had a time of day; the last minute of the day if not."""
    text = " ".join(text.split())  # some exports put a no-break space before the time
    shown = text[:_SHOWN]
    try:
        found = _iso(text) if _ISO.fullmatch(text) else _vietnamese(text)
        moment, has_time = found if found else (None, False)
        if moment is None:
            raise MomentNotReadable(_why(text), given=shown)
        if moment.year < FIRST_YEAR:
            raise MomentNotReadable(TOO_LONG_AGO, first=FIRST_YEAR, given=shown)
        return moment.astimezone(UTC), has_time
    except (ValueError, OverflowError):
        raise MomentNotReadable(NO_SUCH_DAY, given=shown) from None


def _iso(text: str) -> tuple[datetime, bool]:
    if len(text) == len("2024-01-31"):
        return datetime.combine(date.fromisoformat(text), _LAST_MINUTE, clock.LOCAL), False
    moment = datetime.fromisoformat(text.replace(",", "."))
    return (moment if moment.tzinfo else moment.replace(tzinfo=clock.LOCAL)), True


def _vietnamese(text: str) -> tuple[datetime, bool] | None:
    match = next(filter(None, (form.fullmatch(text) for form in _VIETNAMESE)), None)
    if match is None:
        return None
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["hour"] is None:
        return datetime.combine(day, _LAST_MINUTE, clock.LOCAL), False
    at = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    return datetime.combine(day, at, clock.LOCAL), True


def _why(text: str) -> str:
    if _SERIAL.fullmatch(text):
        return SERIAL
    return SHORT_YEAR if _SHORT_YEAR.fullmatch(text) else NOT_A_MOMENT

"""Why a dossier's date is what it is: each day from receipt to due, the stops, and the dates it had before."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.casework.deadlines.queries.legs import legs_data, legs_of
from motcua.casework.dossiers.public import clocks
from motcua.kernel import clock
from motcua.kernel.events.store import history_of
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.wording import moment
from motcua.registry.organisation.public import agency_names
from motcua.registry.worktime.public import allowance_words, calendar_of, line_words

REST, OFF = "weekly_rest", "decided_off"
_MOVED = {
    "dossiers.forwarded": mark("Cơ quan giải quyết nhận hồ sơ giấy"),
    "dossiers.transferred": mark("Chuyển sang cơ quan có thẩm quyền, tính theo giờ làm việc của cơ quan đó"),
    "dossiers.supplement_provided": mark("Cộng thời gian chờ bổ sung giấy tờ"),
    "dossiers.fee_confirmed": mark("Cộng thời gian chờ thực hiện nghĩa vụ tài chính"),
    "dossiers.clock_resumed": mark("Cộng thời gian đồng hồ tạm dừng"),
}
ENDED = mark("Cộng thời gian đồng hồ dừng trước khi hồ sơ kết thúc")
"""What moved the date, by the kind of the dossier's event; moves of the calendar say their decision."""


@dataclass(frozen=True)
class DayRow:
    """One day: whether it counts and which one it is, why, on what ground."""

    day: date
    kind: str
    is_counted: bool
    number: int | None
    used: str
    why: str
    name: str
    legal_basis: str
    is_provisional: bool


@dataclass(frozen=True)
class DateBefore:
    """A date the dossier had until a moment, the one that came then, and what moved it."""

    at: datetime
    old_due_at: datetime | None
    due_at: datetime
    why: str
    legal_basis: str


@dataclass(frozen=True)
class Explained:
    """The explanation of one dossier. `rows` and `plain` are empty where no date can be derived; `lacks` says why."""

    clock: clocks.DossierClock
    agency_name: str
    allowance: str
    start: str
    rule: str
    rows: tuple[DayRow, ...]
    plain: tuple[str, ...]
    before: tuple[DateBefore, ...]
    due_at: datetime | None
    lacks: str


def explained(one: clocks.DossierClock) -> Explained:
    """The explanation in the language of the request. The caller has checked that it may be seen."""
    deadline = None if one.held_given else one.deadline()
    rows = tuple(_row(line) for line in deadline.lines) if deadline else ()
    return Explained(
        clock=one,
        agency_name=agency_names([one.agency_code]).get(one.agency_code, one.agency_code),
        allowance=allowance_words(one.allowance) if one.allowance else "",
        start=_start(one),
        rule=_(one.policy.legal_basis) if one.policy.legal_basis else "",
        rows=rows,
        plain=tuple(_plain(one, deadline, rows) if deadline else _given_words(one)),
        before=tuple(_before(one)),
        due_at=one.derived(),
        lacks=_lacks(one),
    )


def as_data(told: Explained, *, at: datetime) -> dict[str, Any]:
    """The explanation as plain JSON values, moments on the Vietnamese wall clock; legs as they stand at `at`."""
    one = told.clock
    return {
        "code": one.code,
        "procedure": one.procedure_code,
        "agency": one.agency_code,
        "allowance": {"amount": str(one.allowance.amount), "unit": one.allowance.unit} if one.allowance else None,
        "started_at": _iso(one.started_at),
        "start": told.start,
        "due_at": _iso(told.due_at),
        "stored_due_at": _iso(one.due_at),
        "appointed_at": _iso(one.appointed_at),
        "given_due_at": _iso(one.given.due_at) if one.given else None,
        "given_at": _iso(one.given.at) if one.given else None,
        "rule": told.rule,
        "lacks": told.lacks,
        "stops": [_stop_data(stop) for stop in one.stops],
        "days": [{**asdict(row), "day": row.day.isoformat()} for row in told.rows],
        "dates_before": [
            {"at": _iso(row.at), "old_due_at": _iso(row.old_due_at), "due_at": _iso(row.due_at), "why": row.why}
            for row in told.before
        ],
        "linked": legs_data(legs_of(one, at)),
    }


def _stop_data(stop: clocks.StopView) -> dict[str, Any]:
    return {
        "reason": stop.kind,
        "text": stop.reason,
        "legal_basis": stop.legal_basis,
        "from_at": _iso(stop.from_at),
        "to_at": _iso(stop.to_at),
        "started_by": stop.started_by,
        "ended_by": stop.ended_by,
    }


def _iso(at: datetime | None) -> str | None:
    return clock.local(at).isoformat() if at else None


def _row(line: Any) -> DayRow:
    is_counted = bool(line.minutes) or line.number is not None
    return DayRow(
        day=line.day,
        kind=str(line.why),
        is_counted=is_counted,
        number=line.number,
        used=_hours(line.minutes),
        why=line_words(line),
        name=_(line.name) if line.name else "",
        legal_basis=_(line.legal_basis) if line.legal_basis else "",
        is_provisional=line.is_provisional,
    )


def _hours(minutes: int) -> str:
    """«3 giờ 30», empty for none."""
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return ""
    text = _("{hours} giờ {minutes:02d}") if rest else _("{hours} giờ")
    return text.format(hours=hours, minutes=rest)


def _start(one: clocks.DossierClock) -> str:
    if one.started_at is None:
        return ""
    if one.is_start_expected:
        return _("Hồ sơ giấy đang được chuyển: tạm tính từ lúc cơ quan giải quyết phải nhận được (NĐ 309/2026, Đ.8, 9)")
    if one.started_at != one.accepted_at:
        return _("Tính từ lúc cơ quan có thẩm quyền nhận hồ sơ (NĐ 309/2026, Đ.8)")
    return _("Tính từ lúc tiếp nhận hồ sơ đầy đủ, hợp lệ")


def _lacks(one: clocks.DossierClock) -> str:
    if one.held_given is not None:
        return ""
    if one.started_at is None:
        return _("Hồ sơ chưa được tiếp nhận nên đồng hồ chưa chạy.")
    if one.allowance is None:
        return _("Thủ tục chưa ghi rõ thời hạn nên chưa tính được ngày hẹn. Cán bộ kiểm soát thủ tục phải xử lý.")
    return ""


def _plain(one: clocks.DossierClock, deadline: Any, rows: Iterable[DayRow]) -> Iterable[str]:
    """A few sentences that anybody understands."""
    length = allowance_words(deadline.allowance)
    yield _("Thời hạn {length}, tính từ {start}.").format(length=length, start=moment(one.started_at))
    resting = sum(row.kind == REST for row in rows)
    if resting:
        text = ngettext("Không tính {count} ngày nghỉ hằng tuần.", "Không tính {count} ngày nghỉ hằng tuần.", resting)
        yield text.format(count=resting)
    for name, days in groupby((row for row in rows if row.kind == OFF), key=lambda row: row.name):
        said = ", ".join(f"{row.day:%d/%m}" for row in days)
        yield _("Không tính {days} ({name}).").format(days=said, name=name)
    for stop in one.stops:
        yield _stop_words(stop)
    if deadline.stopped_from is None:
        yield _("Vì vậy hẹn trả {due}.").format(due=moment(deadline.due_at))


def _given_words(one: clocks.DossierClock) -> Iterable[str]:
    """Of a date that an older system gave: whose it is, and what moved it since."""
    given, due_at = one.held_given, one.derived()
    if given is None:
        return
    yield _("Hạn do hệ thống cũ cấp: {due}, được giữ nguyên khi chuyển hồ sơ sang hệ thống này lúc {at}.").format(
        due=moment(given.due_at), at=moment(given.at)
    )
    for stop in one.stops:
        if stop.to_at is None or stop.to_at > given.at:
            yield _stop_words(stop)
    if due_at != given.due_at:
        yield _("Cộng thời gian dừng và thay đổi của lịch làm việc từ lúc đó, hẹn trả {due}.").format(
            due=moment(due_at)
        )


def _stop_words(stop: clocks.StopView) -> str:
    label = _(stop.label)
    if stop.to_at is None:
        return _("Đồng hồ đang dừng từ {start}: {why}. Ngày hẹn sẽ lùi thêm đúng thời gian dừng.").format(
            start=moment(stop.from_at), why=label
        )
    return _("Đồng hồ dừng từ {start} đến {end}: {why}.").format(
        start=moment(stop.from_at), end=moment(stop.to_at), why=label
    )


def _before(one: clocks.DossierClock) -> Iterable[DateBefore]:
    """Each time the date became another one, by the dossier's own events, oldest first."""
    known: datetime | None = None
    for event in history_of(one.code):
        due_at = getattr(event, "due_at", None)
        if not event.kind.startswith("dossiers.") or due_at is None or due_at == known:
            continue
        if known is not None:
            why, legal_basis = _moved_by(one, event)
            yield DateBefore(event.at, known, due_at, why, legal_basis)
        known = due_at


def _moved_by(one: clocks.DossierClock, event: Any) -> tuple[str, str]:
    kind, _colon, rest = getattr(event, "decision", "").partition(":")
    if kind == "day":
        day = date.fromisoformat(rest[:10])
        changes = calendar_of(one.agency_code).changes_on(day)
        name = _(changes[-1].name) if changes else _("ngày làm việc trở lại bình thường")
        return f"{day:%d/%m/%Y}: {name}", _(changes[-1].legal_basis) if changes and changes[-1].legal_basis else ""
    if kind:
        return (_("Giờ làm việc thay đổi") if kind == "hours" else _("Cách tính thời hạn thay đổi")), ""
    return _(_MOVED.get(event.kind, ENDED)), ""

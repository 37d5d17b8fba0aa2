"""The explanation as the values of a printed sheet."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.casework.deadlines.queries.explanation import DayRow, Explained
from motcua.casework.deadlines.queries.legs import LegsTold, LegView, legs_of
from motcua.kernel.ui.wording import day, long_day, moment


def sheet_of(told: Explained, *, language: str, at: datetime) -> dict[str, Any]:
    """What the sheet says, in the language of the request."""
    one = told.clock
    return {
        "language": language,
        "title": _("Giải thích ngày hẹn trả kết quả"),
        "agency": told.agency_name,
        "code": one.code,
        "day": _("Lập lúc {at}").format(at=moment(at)),
        "facts": _facts(told),
        "plain": list(told.plain),
        "days_head": [_("Ngày"), _("Tính"), _("Vì sao"), _("Căn cứ")],
        "days": [[long_day(row.day), _counted(row), row.why, row.legal_basis] for row in told.rows],
        "stops_title": _("Các lần dừng đồng hồ"),
        "stops": [
            _("{start} – {end}: {label}. {reason} {basis}").format(
                start=moment(stop.from_at),
                end=moment(stop.to_at) if stop.to_at else _("đang dừng"),
                label=_(stop.label),
                reason=stop.reason,
                basis=stop.legal_basis,
            )
            for stop in one.stops
        ],
        "before_title": _("Ngày hẹn trước đây"),
        "before": [
            _("{at}: {old} chuyển thành {new} – {why}").format(
                at=day(row.at), old=moment(row.old_due_at), new=moment(row.due_at), why=row.why
            )
            for row in told.before
        ],
        "rule": told.rule,
        **_legs(legs_of(one, at)),
    }


def _facts(told: Explained) -> list[tuple[str, str]]:
    one = told.clock
    facts = [
        (_("Thủ tục"), one.procedure_name),
        (_("Thời hạn giải quyết"), told.allowance or "–"),
        (_("Bắt đầu tính"), f"{moment(one.started_at)} – {told.start}" if one.started_at else told.lacks),
        (_("Ngày hẹn trả"), moment(told.due_at) if told.due_at else told.lacks),
    ]
    if one.given is not None:
        facts.insert(3, (_("Hạn do hệ thống cũ cấp"), moment(one.given.due_at)))
    return facts


def _legs(linked: LegsTold | None) -> dict[str, Any]:
    return {
        "legs_title": _("Các chặng liên thông"),
        "legs_head": [_("Chặng"), _("Cơ quan"), _("Từ"), _("Hạn"), _("Xong")],
        "legs": [_leg(leg) for leg in linked.legs] if linked else [],
        "legs_said": _whole(linked) if linked else [],
    }


def _leg(leg: LegView) -> list[str]:
    name = f"{leg.number}. {leg.name} ({leg.period})"
    started = moment(leg.started_at) if leg.started_at else "–"
    due = moment(leg.due_at) if leg.started_at else _("{at}, theo kế hoạch").format(at=moment(leg.promised_at))
    return [name, leg.agency_name, started, due, moment(leg.ended_at) if leg.ended_at else "–"]


def _whole(linked: LegsTold) -> list[str]:
    due = _("Tính qua các chặng, cả hồ sơ phải xong {due}.").format(due=moment(linked.due_at))
    return [due, *linked.verdict, _("Căn cứ: {basis}").format(basis=linked.legal_basis)]


def _counted(row: DayRow) -> str:
    if row.number is not None:
        return _("ngày {number}").format(number=row.number)
    return row.used if row.is_counted else _("không tính")

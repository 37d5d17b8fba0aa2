"""What a decision makes of a day."""

from datetime import datetime

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.errors import DayChangeNotUsable
from motcua.registry.worktime.events import DayChanged
from motcua.registry.worktime.models import DayOverride
from motcua.registry.worktime.queries.calendars import renew_edition
from motcua.registry.worktime.rules.calendar import FIRST_DAY, LAST_DAY, DayChange, DayKind
from motcua.registry.worktime.rules.inheritance import is_usable_day


@transaction.atomic(durable=True)
def declare_day(change: DayChange, *, scope: str = "", actor: str, at: datetime) -> None:
    """Say what `scope` (an agency and all below it; "" for the nation) does on a day; the latest word holds.

    `DayKind.WITHDRAWN` takes the scope's earlier word back. Raises `DayChangeNotUsable`.
    """
    _check(change)
    DayOverride.objects.create(**columns_of(change), scope=scope, known_at=at, declared_by=actor)
    renew_edition()
    record(day_changed(change, scope=scope, actor=actor, at=at))


def columns_of(change: DayChange) -> dict[str, object]:
    """The columns of `DayOverride` that repeat `change`."""
    shut_from, shut_to = change.shut or (None, None)
    return {
        "day": change.day,
        "kind": change.kind,
        "name": change.name,
        "legal_basis": change.legal_basis,
        "swapped_on": change.swapped_on,
        "shut_from_minute": shut_from,
        "shut_to_minute": shut_to,
        "is_provisional": change.is_provisional,
    }


def day_changed(change: DayChange, *, scope: str, actor: str, at: datetime) -> DayChanged:
    """The event that says so."""
    subject = f"calendar:{scope or 'VN'}"
    return DayChanged(subject=subject, agency_code=scope, at=at, actor=actor, day=change.day, day_kind=change.kind)


def _check(change: DayChange) -> None:
    reason = ""
    if not FIRST_DAY <= change.day <= LAST_DAY:
        reason = mark("ngoài khoảng lịch làm việc có thể khai báo.")
    elif change.shut and (change.kind is not DayKind.CLOSURE or not is_usable_day((change.shut,))):
        reason = mark(
            "giờ đóng cửa một phần chỉ dùng khi đóng cửa theo quyết định, và phải bắt đầu trước khi kết thúc."
        )
    elif not change.name.strip():
        reason = mark("hãy ghi tên ngày hoặc lý do.")
    if reason:
        raise DayChangeNotUsable(day=f"{change.day:%d/%m/%Y}", reason=reason)

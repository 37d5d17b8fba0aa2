"""The story of a dossier, told from its events: in plain words for the applicant, in exact ones for officers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.dossiers import events
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules.life import Move, State, allowed_moves
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import history_of
from motcua.kernel.texts.mark import mark
from motcua.registry.organisation.public import agency_names


@dataclass(frozen=True)
class Moment:
    """One line of the timeline; `tone` is ``done``, ``waiting``, ``late`` or ``plain``."""

    at: datetime
    title: str
    detail: str
    actor: str
    tone: str
    key: UUID
    agency_name: str = ""


_TOLD: dict[str, tuple[str, str]] = {
    events.DossierSubmitted.kind: (mark("Hồ sơ đã được gửi"), "plain"),
    events.DossierAccepted.kind: (mark("Hồ sơ đầy đủ, đã được tiếp nhận"), "done"),
    events.DossierNotAccepted.kind: (mark("Hồ sơ không được tiếp nhận"), "late"),
    events.SupplementRequested.kind: (mark("Cần bổ sung giấy tờ"), "waiting"),
    events.SupplementProvided.kind: (mark("Đã nhận giấy tờ bổ sung"), "done"),
    events.DossierForwarded.kind: (mark("Đã chuyển đến nơi giải quyết"), "plain"),
    events.DossierTransferred.kind: (mark("Đã chuyển sang cơ quan có thẩm quyền"), "plain"),
    events.FeeDemanded.kind: (mark("Cần thực hiện nghĩa vụ tài chính"), "waiting"),
    events.FeeConfirmed.kind: (mark("Đã xác nhận nộp tiền"), "done"),
    events.ClockPaused.kind: (mark("Đồng hồ giải quyết tạm dừng"), "waiting"),
    events.ClockResumed.kind: (mark("Đồng hồ giải quyết chạy tiếp"), "done"),
    events.DueDateMoved.kind: (mark("Ngày hẹn trả được tính lại theo lịch làm việc mới"), "waiting"),
    events.FeeCollected.kind: (mark("Đã thu phí, lệ phí"), "done"),
    events.DeadlineExtended.kind: (mark("Cơ quan xin lỗi và hẹn lại ngày trả"), "waiting"),
    events.DossierCorrected.kind: (mark("Đã sửa thông tin người liên quan"), "plain"),
    events.DossierResolved.kind: (mark("Đã có kết quả"), "done"),
    events.DossierReopened.kind: (mark("Kết quả được thu hồi để làm lại"), "waiting"),
    events.ResultPosted.kind: (mark("Kết quả đang được gửi qua bưu chính"), "plain"),
    events.ResultReturned.kind: (mark("Đã trả kết quả"), "done"),
    events.DossierWithdrawn.kind: (mark("Người nộp đã rút hồ sơ"), "late"),
    events.DossierStopped.kind: (mark("Cơ quan dừng giải quyết hồ sơ"), "late"),
}


def timeline_of(dossier: Dossier, *, is_inner: bool) -> list[Moment]:
    """The story, newest first; free words (reasons, defects) come from rows with a retention rule.

    Why a leader took a step back is for officers alone (`is_inner`).
    """
    told = [event for event in history_of(dossier.code) if event.kind in _TOLD]
    reasons = {
        reason.event_key: reason.text for reason in dossier.reasons.all() if is_inner or reason.move != Move.RESOLVE
    }
    names = agency_names({event.agency_code for event in told})
    return [_moment(event, reasons.get(event.id, ""), names) for event in reversed(told)]


def event_words(event: Event) -> str:
    """What an event is called in the story; its kind if the story does not tell it."""
    return _(_TOLD[event.kind][0]) if event.kind in _TOLD else event.kind


def _moment(event: Event, reason: str, names: dict[str, str]) -> Moment:
    title, tone = _TOLD[event.kind]
    return Moment(
        at=event.at,
        title=_(title),
        detail=reason,
        actor=event.actor,
        tone=tone,
        key=event.id,
        agency_name=names.get(event.agency_code, ""),
    )


def who_has_the_ball(dossier: Dossier) -> str:
    """Who must act now, said to the applicant."""
    if dossier.life in {State.SUPPLEMENT_REQUESTED, State.FEE_DEMANDED}:
        return _("Đang chờ bạn")
    if dossier.life is State.RESOLVED:
        return _("Kết quả đang chờ bạn nhận")
    if dossier.life is State.SUBMITTED:
        return _("Bộ phận Một cửa đang kiểm tra hồ sơ")
    if dossier.life in {State.ACCEPTED, State.IN_PROGRESS}:
        return _("Cơ quan đang giải quyết")
    return _("Hồ sơ đã kết thúc")


def moves_of(dossier: Dossier) -> tuple[Move, ...]:
    """The moves the table allows now."""
    is_paused = dossier.life is State.IN_PROGRESS and dossier.stops.filter(to_at=None).exists()
    return allowed_moves(dossier.life, is_accepted=dossier.is_accepted, is_paused=is_paused)


def masked(full_name: str) -> str:
    """A name that only its bearer recognises: «Nguyễn Văn An» → «N*** V** A*»."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in full_name.split())

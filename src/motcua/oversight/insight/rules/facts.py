"""What can be counted: the closed list of facts, each with its unit, its details and the events that tell it.

A *flow* happens at a moment (received, finished); a *stock* holds over a span (open, overdue). Every fact is counted by
agency, procedure, field, level, channel and origin. A fact that no event tells yet has no `told_by`: figures made of it
say «chưa có dữ liệu», never 0.
"""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Kind(StrEnum):
    """Whether a fact happens or holds."""

    FLOW = "flow"
    STOCK = "stock"


class Unit(Labelled):
    """What is counted, or what a figure is said in."""

    DOSSIER = "dossier", mark("hồ sơ")
    MINUTE = "minute", mark("phút")
    DAY = "day", mark("ngày")
    DONG = "dong", mark("đồng")
    PERCENT = "percent", mark("%")
    NUMBER = "number", ""


@dataclass(frozen=True)
class Fact:
    """One thing that is counted; `detail` names what its rows are told apart by, `values` which there are."""

    code: str
    label: str
    kind: Kind
    unit: Unit = Unit.DOSSIER
    detail: str = ""
    values: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()


_ENDS = ("dossiers.resolved",)
_OPEN = ("dossiers.accepted",)
_PAUSES = "supplement financial_duty other_agency other_ground"


def _flow(code: str, label: str, *told_by: str, detail: str = "", values: str = "", unit: Unit = Unit.DOSSIER) -> Fact:
    return Fact(code, label, Kind.FLOW, unit, detail, tuple(values.split()), told_by)


def _stock(code: str, label: str, *told_by: str, detail: str = "", values: str = "") -> Fact:
    return Fact(code, label, Kind.STOCK, Unit.DOSSIER, detail, tuple(values.split()), told_by)


_ALL = (
    _flow("submitted", mark("Hồ sơ gửi đến"), "dossiers.submitted"),
    _flow("received", mark("Hồ sơ được tiếp nhận"), *_OPEN),
    _flow("refused_receipt", mark("Hồ sơ không được tiếp nhận"), "dossiers.not_accepted"),
    _flow("withdrawn_early", mark("Hồ sơ rút trước khi tiếp nhận"), "dossiers.withdrawn"),
    _flow("moved_in", mark("Hồ sơ nhận chuyển từ cơ quan khác"), "dossiers.transferred"),
    _flow("moved_out", mark("Hồ sơ chuyển sang cơ quan khác"), "dossiers.transferred"),
    _flow("finished", mark("Hồ sơ đã giải quyết"), *_ENDS, detail="standing", values="early on_time late undated"),
    _flow("finished_late", mark("Hồ sơ giải quyết quá hạn"), *_ENDS, detail="apology", values="given missing"),
    _flow("outcome", mark("Hồ sơ có kết quả"), *_ENDS, detail="outcome", values="granted refused"),
    _flow("electronic_result", mark("Hồ sơ có kết quả điện tử"), *_ENDS),
    _flow("withdrawn", mark("Hồ sơ người nộp rút"), "dossiers.withdrawn"),
    _flow("stopped", mark("Hồ sơ dừng giải quyết"), "dossiers.stopped"),
    _flow("returned", mark("Hồ sơ đã trả kết quả"), "dossiers.returned", detail="way", values="counter post online"),
    _flow("reopened", mark("Kết quả thu hồi để làm lại"), "dossiers.reopened"),
    _flow("corrected", mark("Lần hiệu chỉnh thông tin"), "dossiers.corrected"),
    _flow("extended", mark("Văn bản xin lỗi, hẹn lại"), "dossiers.extended"),
    _flow("supplement", mark("Yêu cầu bổ sung"), "dossiers.supplement_requested", detail="turn", values="first again"),
    _flow("digitised", mark("Hồ sơ theo mức số hoá lúc tiếp nhận"), *_OPEN, detail="part", values="whole some nothing"),
    _flow("with_fee", mark("Hồ sơ tiếp nhận có phí, lệ phí"), *_OPEN),
    _flow("fee_paid", mark("Lần nộp phí, lệ phí"), "dossiers.fee_collected", "dossiers.fee_confirmed"),
    _flow("fee_at_counter", mark("Lần nộp phí, lệ phí tại quầy"), "dossiers.fee_collected"),
    _flow("handling", mark("Thời gian giải quyết, không kể lúc dừng"), *_ENDS, unit=Unit.MINUTE),
    _flow("paused_time", mark("Thời gian dừng chờ"), *_ENDS, unit=Unit.MINUTE),
    _stock("waiting", mark("Hồ sơ chờ tiếp nhận"), "dossiers.submitted"),
    _stock("open", mark("Hồ sơ đang giải quyết"), *_OPEN, detail="clock", values=f"running {_PAUSES}"),
    _stock("overdue", mark("Hồ sơ đang giải quyết, quá hạn"), *_OPEN, detail="apology", values="given missing"),
    _stock("undated", mark("Hồ sơ đang giải quyết, chưa có hạn"), *_OPEN),
    _stock("uncollected", mark("Kết quả chưa trả"), *_ENDS),
    _flow("paid_online", mark("Hồ sơ thanh toán trực tuyến")),
    _flow("reused_data", mark("Hồ sơ khai thác, tái sử dụng dữ liệu số hoá")),
    _flow("population_data", mark("Hồ sơ khai thác dữ liệu dân cư")),
    _flow("cross_boundary", mark("Hồ sơ tiếp nhận phi địa giới hành chính")),
    _flow("whole_online", mark("Hồ sơ dịch vụ công trực tuyến toàn trình")),
    _flow("other_online", mark("Hồ sơ dịch vụ công trực tuyến khác")),
    _stock("waiting_overdue", mark("Hồ sơ chờ tiếp nhận, quá hạn trả lời"), "dossiers.submitted"),
    _flow("part_online", mark("Hồ sơ dịch vụ công trực tuyến một phần")),
    _flow("other_copy", mark("Hồ sơ có kết quả điện tử khác bản giấy")),
    _flow("receipted_fee", mark("Hồ sơ thu tiền có biên lai điện tử")),
)  # fmt: skip
FACTS: dict[str, Fact] = {fact.code: fact for fact in _ALL}

CHANNELS, LEVELS, ORIGINS = (
    ("online", "counter", "post"),
    ("province", "department", "commune"),
    ("own", "imported"),
)
DIMENSIONS: dict[str, tuple[str, ...]] = {"channel": CHANNELS, "level": LEVELS, "origin": ORIGINS}
"""What every fact may be narrowed by in a formula."""
GROUPINGS = ("agency", "level", "field", "procedure", "channel", "period", "officer", "day", "dossier")
MOMENTARY = frozenset({"officer", "day"})
"""Groupings of what happens, not of what holds: nobody «does» a stock, and it lies on no day."""
TOLD_OF_A_DOSSIER = ("procedure", "agency", "officer", "received_on", "due_on", "ended_on", "days_late", "cause")
"""What a column of a list may say of each dossier, beside counting it."""
DETAIL_LABELS = {
    "early": mark("trước hạn"),
    "on_time": mark("đúng hạn"),
    "late": mark("quá hạn"),
    "undated": mark("chưa có hạn"),
    "given": mark("đã có văn bản xin lỗi"),
    "missing": mark("chưa có văn bản xin lỗi"),
    "nothing": mark("chưa số hoá"),
    "granted": mark("giải quyết"),
    "refused": mark("trả lời không giải quyết"),
    "counter": mark("trực tiếp"),
    "post": mark("bưu chính"),
    "online": mark("trực tuyến"),
    "first": mark("lần đầu"),
    "again": mark("từ lần hai"),
    "whole": mark("toàn bộ"),
    "some": mark("một phần"),
    "running": mark("đồng hồ đang chạy"),
    "supplement": mark("chờ bổ sung"),
    "financial_duty": mark("chờ nghĩa vụ tài chính"),
    "other_agency": mark("chờ cơ quan khác"),
    "other_ground": mark("dừng theo căn cứ khác"),
    "province": mark("cấp tỉnh"),
    "department": mark("sở, ban, ngành"),
    "commune": mark("cấp xã"),
    "own": mark("phát sinh trên hệ thống"),
    "imported": mark("chuyển từ hệ thống cũ"),
}

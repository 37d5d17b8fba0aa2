"""The columns of a file and the words of its cells, in English, Vietnamese and the national codes. Plain Python."""

import re
from collections.abc import Iterable, Mapping

from motcua.kernel.texts.fold import fold

REQUIRED = ("code", "agency", "procedure", "channel", "state")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("mã hồ sơ", "số hồ sơ", "old code"),
    "agency": ("mã cơ quan", "cơ quan", "mã cơ quan giải quyết"),
    "receiving_agency": ("mã cơ quan tiếp nhận",),
    "procedure": ("mã thủ tục", "mã tthc", "thủ tục"),
    "channel": ("hình thức nộp", "kênh nộp", "kênh"),
    "submitted_at": ("ngày nộp", "thời điểm nộp"),
    "accepted_at": ("ngày tiếp nhận", "thời điểm tiếp nhận"),
    "forwarded_at": ("ngày chuyển giải quyết",),
    "due_at": ("hạn giải quyết", "ngày hẹn trả", "hạn xử lý"),
    "ended_at": ("ngày kết thúc xử lý", "ngày có kết quả", "ngày kết thúc"),
    "returned_at": ("ngày trả kết quả",),
    "state": ("trạng thái",),
    "result": ("kết quả",),
    "result_number": ("số văn bản kết quả",),
    "result_reason": ("lý do từ chối",),
    "fee_amount": ("số tiền phải nộp",),
    "delivery": ("hình thức nhận kết quả",),
    "owner_name": ("chủ hồ sơ", "người nộp"),
    "owner_identity_number": ("số định danh", "cccd"),
    "owner_phone": ("điện thoại", "số điện thoại"),
    "owner_email": ("email", "thư điện tử"),
    "owner_address": ("địa chỉ",),
}
"""Our name → other names; capitals, accents and underscores make no difference."""
STOP_PARTS = ("kind", "from", "to")
_STOP = re.compile(r"stop (\d{1,2}) (kind|from|to)")

CHANNELS: Mapping[str, tuple[str, ...]] = {
    "online": ("2", "trực tuyến"),
    "counter": ("1", "trực tiếp", "tại quầy"),
    "post": ("3", "bưu chính", "bưu chính công ích", "bcci"),
}
STATES: Mapping[str, tuple[str, ...]] = {
    "submitted": ("1", "mới đăng ký", "chờ tiếp nhận"),
    "accepted": ("2", "được tiếp nhận", "đã tiếp nhận"),
    "not_accepted": ("3", "không được tiếp nhận", "từ chối tiếp nhận"),
    "in_progress": ("4", "đang xử lý", "đang giải quyết"),
    "supplement_requested": ("5", "yêu cầu bổ sung giấy tờ", "chờ bổ sung"),
    "fee_demanded": ("6", "yêu cầu thực hiện nghĩa vụ tài chính", "chờ nghĩa vụ tài chính"),
    "withdrawn": ("7", "công dân yêu cầu rút hồ sơ", "rút hồ sơ"),
    "stopped": ("8", "dừng xử lý", "dừng giải quyết"),
    "resolved": ("9", "đã xử lý xong", "đã có kết quả"),
    "returned": ("10", "đã trả kết quả"),
}
RESULTS: Mapping[str, tuple[str, ...]] = {
    "granted": ("giải quyết", "đồng ý", "đạt"),
    "refused": ("không giải quyết", "từ chối", "không đạt"),
}
DELIVERIES: Mapping[str, tuple[str, ...]] = {
    "counter": ("tại quầy", "nhận tại quầy", "trực tiếp"),
    "post": ("bưu chính", "bưu chính công ích"),
    "online": ("trực tuyến", "bản điện tử", "điện tử"),
}
STOP_KINDS: Mapping[str, tuple[str, ...]] = {
    "supplement": ("bổ sung", "chờ bổ sung giấy tờ"),
    "financial_duty": ("nghĩa vụ tài chính", "chờ thực hiện nghĩa vụ tài chính"),
    "other_agency": ("chờ cơ quan khác",),
    "other_ground": ("căn cứ khác", "căn cứ khác theo quy định"),
}


def lookup(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Any spelling, made plain → our word."""
    return {plain(word): ours for ours, others in words.items() for word in (ours, *others)}


def plain(word: str) -> str:
    """Without accents, capitals and underscores."""
    return " ".join(fold(word).replace("_", " ").split())


_COLUMNS = lookup(COLUMNS)


def columns_of(header: Iterable[str]) -> list[str]:
    """Our name for each heading; empty for one that we do not know."""
    return [_column(plain(name)) for name in header]


def _column(name: str) -> str:
    stop = _STOP.fullmatch(name)
    return f"stop_{int(stop[1])}_{stop[2]}" if stop else _COLUMNS.get(name, "")

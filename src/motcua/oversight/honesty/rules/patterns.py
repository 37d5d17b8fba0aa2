"""The ways in which a figure is made to look better than the work was: a closed list, with the thresholds of each.

What counts as near, late or many is dated data (`PatternRule`), checked against this list when it is loaded.
"""

from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Pattern(Labelled):
    """One way, and what it is called on a page."""

    STOPPED_NEAR_DUE = "stopped_near_due", mark("Dừng đồng hồ sát hạn")
    SENT_AGAIN = "sent_again", mark("Kết thúc sát hạn rồi nộp lại")
    CLOSED_IN_BULK = "closed_in_bulk", mark("Đóng hàng loạt cuối kỳ")
    RECEIVED_LATE = "received_late", mark("Tiếp nhận muộn sau khi nộp")
    NEVER_HANDED_OVER = "never_handed_over", mark("Có kết quả mà không trả")


MEANS = {
    Pattern.STOPPED_NEAR_DUE: mark(
        "Đồng hồ bị dừng khi sắp hết thời hạn, và không có lần dừng ấy thì hồ sơ đã quá hạn."
    ),
    Pattern.SENT_AGAIN: mark(
        "Hồ sơ bị rút hoặc dừng giải quyết khi sắp hết hạn hay đã quá hạn, rồi cùng người đó nộp lại cùng thủ tục."
    ),
    Pattern.CLOSED_IN_BULK: mark(
        "Những ngày cuối kỳ báo cáo, một người kết thúc liền một mạch nhiều hồ sơ gấp bội ngày thường."
    ),
    Pattern.RECEIVED_LATE: mark("Hồ sơ đã đến nhưng nhiều ngày sau mới được tiếp nhận, nên thời hạn bắt đầu muộn."),
    Pattern.NEVER_HANDED_OVER: mark("Hồ sơ được ghi là đã giải quyết nhưng rất lâu sau vẫn chưa trả kết quả."),
}
HONESTLY = {
    Pattern.STOPPED_NEAR_DUE: mark("Lần dừng ấy không được trừ vào thời gian giải quyết."),
    Pattern.SENT_AGAIN: mark("Hồ sơ nộp lại phải xong trong hạn của hồ sơ đầu tiên."),
    Pattern.CLOSED_IN_BULK: mark("Chỉ tính đúng hạn nếu người dân nhận được kết quả trong hạn."),
    Pattern.RECEIVED_LATE: mark("Phần chờ tiếp nhận quá mức cho phép tính vào thời gian giải quyết."),
    Pattern.NEVER_HANDED_OVER: mark("Không tính là đúng hạn."),
}
COMMON = ("least", "usual_percent", "odds")
"""Dossiers that an alert must have; the share that is usual; one in how many months chance alone may do it."""
NEEDED = {
    Pattern.STOPPED_NEAR_DUE: (*COMMON, "near_percent"),
    Pattern.SENT_AGAIN: (*COMMON, "near_percent", "again_days"),
    Pattern.CLOSED_IN_BULK: (*COMMON, "closing_days", "gap_seconds", "times_usual"),
    Pattern.RECEIVED_LATE: (*COMMON, "allowed_minutes", "late_minutes"),
    Pattern.NEVER_HANDED_OVER: (*COMMON, "after_days"),
}


@dataclass(frozen=True)
class Limits:
    """The thresholds of one pattern as they hold on a day, by name."""

    pattern: Pattern
    values: dict[str, Decimal]
    law: str = ""

    def whole(self, name: str) -> int:
        """A threshold that is a whole number."""
        return int(self.values[name])

    def share(self, name: str) -> float:
        """A threshold in per cent, as a share of one."""
        return float(self.values[name]) / 100

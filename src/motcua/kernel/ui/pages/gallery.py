"""Every component in all its states: what engineers copy from and tests look at."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.kernel import clock
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import Row, Tab, Task, TimelineEntry, Turning

WORDS = {
    "wards": [("", mark("Chọn phường, xã")), ("1", "Phường Sông Hinh"), ("2", "Xã Ea Kly")],
    "receive": [
        ("counter", mark("Nhận tại quầy"), mark("Mang theo giấy hẹn và giấy tờ tùy thân.")),
        ("post", mark("Nhận qua bưu điện"), mark("Bưu tá thu phí khi giao.")),
        ("online", mark("Nhận bản điện tử")),
    ],
    "papers": [("1", mark("Giấy chứng sinh")), ("2", mark("Giấy chứng nhận kết hôn")), ("3", mark("Giấy ủy quyền"))],
}
BADGES = [
    (mark("Mới nộp"), "new"),
    (mark("Đang xử lý"), "working"),
    (mark("Chờ bổ sung"), "waiting"),
    (mark("Đã trả kết quả"), "done"),
    (mark("Quá hạn"), "late"),
    (mark("Đã rút"), "off"),
]
DUES = [(mark("còn 2 ngày"), ""), (mark("còn 3 giờ 20"), "waiting"), (mark("quá hạn 2 ngày"), "late")]
ALERTS = [
    ("info", mark("Từ 01/01/2027 lệ phí được miễn khi nộp trực tuyến")),
    ("done", mark("Đã nộp hồ sơ")),
    ("waiting", mark("Cần bạn bổ sung 1 giấy tờ")),
    ("late", mark("Chưa thực hiện được")),
    ("seal", mark("Hồ sơ đang chờ bạn ký")),
]
KEYS = [
    ("j k", mark("xuống, lên một dòng")),
    ("Enter", mark("mở")),
    ("/", mark("tìm")),
    ("?", mark("xem phím tắt")),
]
TOKENS = ("paper", "paper-deep", "card", "ink", "ink-soft", "seal", "jade", "ochre", "plum", "line", "edge", "focus")


@open_to_all
def gallery(request: HttpRequest) -> HttpResponse:
    """``/thu-vien-giao-dien/``."""
    lists = {"badges": BADGES, "key_list": KEYS, "alerts": ALERTS, "dues": DUES, "tokens": TOKENS}
    return answer(request, "ui/gallery.html", {**_pieces(), **WORDS, **lists})


@open_to_all
def gallery_question(request: HttpRequest) -> HttpResponse:
    """The question of the dialog example, as a page or as its part."""
    return answer(request, "ui/gallery_question.html", {}, part="question")


def _pieces() -> dict[str, Any]:
    at = clock.now()
    return {
        "at": at,
        "errors": {},
        "broken": {"phone": mark("Số điện thoại phải có 10 chữ số và bắt đầu bằng 0, ví dụ 0912345678.")},
        "history": _history(at),
        "rows": [
            Row(mark("Họ, chữ đệm, tên"), "Nguyễn Thị Lan", "#rows"),
            Row(mark("Ngày sinh"), "02/09/1995", "#rows"),
            Row(mark("Thư điện tử"), "", "#rows"),
        ],
        "shelves": [
            Tab(mark("Giấy tờ"), "#tabs", is_current=True, count=4),
            Tab(mark("Lịch sử"), "#tabs"),
            Tab(mark("Quá hạn"), "#tabs", count=2, tone="late"),
        ],
        "steps": [
            Task(mark("Người được khai sinh"), "#tasks", state=mark("Đã xong"), tone="done"),
            Task(mark("Giấy tờ"), "#tasks", mark("Còn 1 giấy tờ"), state=mark("Đang làm"), tone="working"),
            Task(
                "Nguyễn Thị Lan",
                "#tasks",
                mark("Đăng ký khai sinh"),
                code="H14.05-261122-0001",
                extra=mark("còn 3 giờ 20"),
            ),
        ],
        "turning": Turning("1–20", next_url="#pager"),
    }


def _history(at: datetime) -> list[TimelineEntry]:
    return [
        TimelineEntry(mark("Đã nộp trực tuyến"), at, who="Nguyễn Thị Lan"),
        TimelineEntry(mark("Đã tiếp nhận"), at, mark("Hồ sơ đủ giấy tờ."), who=mark("Bộ phận Một cửa")),
        TimelineEntry(
            mark("Cần bạn bổ sung 1 giấy tờ"),
            at,
            tone="waiting",
            is_current=True,
            url="#history",
            url_label=mark("Bổ sung ngay"),
        ),
        TimelineEntry(mark("Trả kết quả"), at.date(), tone="next"),
    ]

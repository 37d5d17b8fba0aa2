"""What the pages of boards share: the tabs above them and their tables as files."""

from django.http import HttpRequest
from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.pieces import Tab
from motcua.oversight.insight.public import Wanted, wanted

_TABS = (
    ("boards:overview", mark("Tổng quan")),
    ("boards:communes", mark("Bản đồ")),
    ("boards:hours", mark("Giờ tiếp nhận")),
    ("boards:waiting", mark("Nơi hồ sơ chờ")),
    ("boards:wall", mark("Màn hình lớn")),
)


def asked_by(request: HttpRequest) -> Wanted:
    """What the address says; raises `InvalidInput` for days that are none."""
    return wanted(request.user, request.GET, now=clock.now())


def tabs(asked: Wanted, current: str) -> list[Tab]:
    """The boards of the same period and agency."""
    return [
        Tab(label, f"{reverse(name)}?{asked.query}" if name != "boards:wall" else reverse(name), name == current)
        for name, label in _TABS
    ]

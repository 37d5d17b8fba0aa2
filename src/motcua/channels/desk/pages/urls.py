"""Addresses of the officers' own pages, and their places in the menu."""

from django.urls import path

from motcua.channels.desk.pages.inbox import count, inbox
from motcua.channels.desk.pages.operations import operations
from motcua.channels.desk.permissions import OPERATIONS
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry, menu_heading

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", inbox, name="inbox"),
    path("ban-lam-viec/so-viec/", count, name="inbox-count"),
    path("ban-lam-viec/van-hanh/", operations, name="operations"),
]
menu_entry(
    "desk",
    label=mark("Việc của tôi"),
    url_name="desk:inbox",
    order=10,
    icon="inbox",
    key="i",
    count_url_name="desk:inbox-count",
)
menu_entry(
    "desk",
    label=mark("Vận hành"),
    url_name="desk:operations",
    may=OPERATIONS,
    order=900,
    icon="gear",
    key="v",
)
menu_heading("desk", mark("Thiết lập"), from_order=70)
menu_heading("desk", mark("Số liệu và cải cách"), from_order=300)
menu_heading("desk", mark("Hệ thống"), from_order=900)

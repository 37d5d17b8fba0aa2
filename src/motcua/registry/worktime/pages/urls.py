"""Addresses of worktime, and their places in the menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.registry.worktime import permissions
from motcua.registry.worktime.pages import hours, policies, what_if
from motcua.registry.worktime.pages.calendar import declare, year

app_name = "worktime"
urlpatterns = [
    path("ban-lam-viec/lich-lam-viec/", year, name="year"),
    path("ban-lam-viec/lich-lam-viec/khai-bao/", declare, name="declare"),
    path("ban-lam-viec/lich-lam-viec/gio/", hours.hours, name="hours"),
    path("ban-lam-viec/lich-lam-viec/gio/khai-bao/", hours.declare, name="declare-hours"),
    path("ban-lam-viec/quy-dinh-tinh-han/", policies.policies, name="policies"),
    path("ban-lam-viec/quy-dinh-tinh-han/khai-bao/", policies.declare, name="declare-policy"),
    path("ban-lam-viec/tinh-thu-thoi-han/", what_if.what_if, name="what-if"),
]
menu_entry(
    "desk",
    label=mark("Lịch làm việc"),
    url_name="worktime:year",
    may=permissions.MANAGE,
    order=80,
    icon="waiting",
    key="l",
)
menu_entry(
    "desk",
    label=mark("Quy định thời hạn"),
    url_name="worktime:policies",
    may=permissions.POLICY,
    order=82,
    icon="list",
)
menu_entry(
    "desk", label=mark("Tính thử thời hạn"), url_name="worktime:what-if", may=permissions.TRY, order=85, icon="list"
)

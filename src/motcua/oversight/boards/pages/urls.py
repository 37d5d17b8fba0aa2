"""Addresses of boards, and their places in the menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.boards.pages.open_to_all import public_delays, public_figures
from motcua.oversight.boards.pages.overview import overview
from motcua.oversight.boards.pages.spread import communes, hours
from motcua.oversight.boards.pages.waiting import mine, step, waiting
from motcua.oversight.boards.pages.wall import numbers, stream, wall
from motcua.oversight.insight.permissions import SEE

app_name = "boards"
urlpatterns = [
    path("so-lieu/", overview, name="overview"),
    path("so-lieu/ban-do/", communes, name="communes"),
    path("so-lieu/gio-tiep-nhan/", hours, name="hours"),
    path("so-lieu/noi-ho-so-cho/", waiting, name="waiting"),
    path("so-lieu/noi-ho-so-cho/<str:process>/<str:key>/", step, name="step"),
    path("so-lieu/man-hinh/", wall, name="wall"),
    path("so-lieu/man-hinh/dong/", stream, name="stream"),
    path("so-lieu/man-hinh/so/", numbers, name="numbers"),
    path("ban-lam-viec/bang-cua-toi/", mine, name="mine"),
    path("cong-khai/so-lieu/", public_figures, name="public"),
    path("cong-khai/thoi-gian-giai-quyet/", public_delays, name="delays"),
]
menu_entry(
    "desk",
    label=mark("Số liệu"),
    url_name="boards:overview",
    may=SEE,
    order=300,
    icon="list",
    key="l",
)
menu_entry("desk", label=mark("Việc tôi đã làm"), url_name="boards:mine", order=35, icon="person")
menu_entry("portal", label=mark("Kết quả giải quyết"), url_name="boards:public", order=800, icon="list")

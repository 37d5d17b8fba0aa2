"""Addresses of deadlines, and their places in the menus."""

from django.urls import path

from motcua.casework.deadlines.pages import boards, explain, own_legs
from motcua.casework.dossiers.permissions import SEE
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry

app_name = "deadlines"
_DESK, _OWN = "ban-lam-viec/ho-so/<str:code>/vi-sao-ngay-hen", "ho-so/<str:code>/vi-sao-ngay-hen"
urlpatterns = [
    path("ban-lam-viec/cho-tiep-nhan/", boards.waiting, name="waiting"),
    path("ban-lam-viec/chang-lien-thong/", own_legs.waiting_legs, name="own-legs"),
    path("ban-lam-viec/kiem-tra-han/", boards.proof, name="proof"),
    path(f"{_DESK}/", explain.explain, name="explain"),
    path(f"{_DESK}.<slug:shape>", explain.explain, name="explain-as"),
    path(f"{_DESK}/chang/<int:number>/xong/", explain.end_leg, name="end-leg"),
    path(f"{_OWN}/", explain.own, name="own-explain"),
    path(f"{_OWN}.<slug:shape>", explain.own, name="own-explain-as"),
]
menu_entry("desk", label=mark("Chờ tiếp nhận"), url_name="deadlines:waiting", may=SEE, order=22, icon="inbox", key="c")
menu_entry("desk", label=mark("Chặng liên thông"), url_name="deadlines:own-legs", may=SEE, order=24, icon="list")
menu_entry("desk", label=mark("Kiểm tra hạn"), url_name="deadlines:proof", may=SEE, order=80, icon="done")

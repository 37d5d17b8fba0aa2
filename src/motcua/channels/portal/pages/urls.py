"""Addresses of the citizens' own pages, and their places in the menu."""

from django.urls import path

from motcua.channels.portal.pages.home import hits, home
from motcua.channels.portal.pages.notices import count, notices
from motcua.channels.portal.pages.password import change
from motcua.channels.portal.pages.sign_in import sign_in, sign_out
from motcua.channels.portal.pages.sign_up import sign_up
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("tim/", hits, name="hits"),
    path("thong-bao/", notices, name="notices"),
    path("thong-bao/so-chua-doc/", count, name="notices-count"),
    path("dang-nhap/", sign_in, name="sign-in"),
    path("dang-ky/", sign_up, name="sign-up"),
    path("doi-mat-khau/", change, name="change-password"),
    path("dang-xuat/", sign_out, name="sign-out"),
]
menu_entry(
    "portal",
    label=mark("Thông báo"),
    url_name="portal:notices",
    order=40,
    count_url_name="portal:notices-count",
    is_personal=True,
)

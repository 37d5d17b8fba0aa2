"""Addresses of the citizens' own pages, and their places in the menu."""

from django.urls import path

from motcua.channels.portal.pages.home import home
from motcua.channels.portal.pages.sign_in import sign_in, sign_out

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("dang-nhap/", sign_in, name="sign-in"),
    path("dang-xuat/", sign_out, name="sign-out"),
]

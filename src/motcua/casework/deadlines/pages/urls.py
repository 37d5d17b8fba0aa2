"""Addresses of deadlines, and their places in the menus."""

from django.urls import path

from motcua.casework.deadlines.pages import explain

app_name = "deadlines"
_DESK, _OWN = "ban-lam-viec/ho-so/<str:code>/vi-sao-ngay-hen", "ho-so/<str:code>/vi-sao-ngay-hen"
urlpatterns = [
    path(f"{_DESK}/", explain.explain, name="explain"),
    path(f"{_DESK}.<slug:shape>", explain.explain, name="explain-as"),
    path(f"{_OWN}/", explain.own, name="own-explain"),
    path(f"{_OWN}.<slug:shape>", explain.own, name="own-explain-as"),
]

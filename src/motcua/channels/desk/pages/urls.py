"""Addresses of the officers' own pages, and their places in the menu."""

from django.urls import path

from motcua.channels.desk.pages.inbox import inbox
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", inbox, name="inbox"),
]
menu_entry("desk", label=mark("Việc của tôi"), url_name="desk:inbox", order=10, icon="inbox", key="i")

"""Addresses of honest figures, and their place in the menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.honesty.pages.boards import alert, board, dossiers
from motcua.oversight.honesty.permissions import SEE

app_name = "honesty"
urlpatterns = [
    path("so-lieu/trung-thuc/", board, name="board"),
    path("so-lieu/trung-thuc/ho-so/", dossiers, name="dossiers"),
    path("so-lieu/trung-thuc/canh-bao/<int:number>/", alert, name="alert"),
]
menu_entry("desk", label=mark("Số liệu trung thực"), url_name="honesty:board", may=SEE, order=302, icon="list")

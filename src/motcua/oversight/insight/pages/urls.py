"""Addresses of figures, and their places in the menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.insight.pages.dashboard import dashboard, public_figures
from motcua.oversight.insight.pages.indicators import indicator
from motcua.oversight.insight.permissions import SEE

app_name = "insight"
urlpatterns = [
    path("so-lieu/", dashboard, name="dashboard"),
    path("so-lieu/chi-tieu/<str:code>/", indicator, name="indicator"),
    path("cong-khai/so-lieu/", public_figures, name="public"),
]
menu_entry(
    "desk",
    label=mark("Số liệu"),
    url_name="insight:dashboard",
    may=SEE,
    order=300,
    icon="list",
    key="l",
)
menu_entry("portal", label=mark("Kết quả giải quyết"), url_name="insight:public", order=800, icon="list")

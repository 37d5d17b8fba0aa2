"""The address of the report checker, and its place in the officers' menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.report_check.pages.check import check
from motcua.oversight.report_check.permissions import CHECK

app_name = "report_check"
urlpatterns = [path("ban-lam-viec/kiem-tra-bao-cao/", check, name="check")]
menu_entry(
    "desk",
    label=mark("Kiểm tra báo cáo"),
    url_name="report_check:check",
    may=CHECK,
    order=306,
    icon="search",
    key="b",
)

"""Addresses of assignments, and their place among the pages of reform."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.assignments.pages import detail, documents, giving, listed, report
from motcua.oversight.assignments.permissions import SEE

app_name = "assignments"
urlpatterns = [
    path("nhiem-vu/", listed.listed, name="list"),
    path("nhiem-vu/tai/", listed.download, name="download"),
    path("nhiem-vu/bang/", listed.board_page, name="board"),
    path("nhiem-vu/giao/", giving.give, name="give"),
    path("nhiem-vu/phu-luc/<str:plan>/", giving.annex, name="annex"),
    path("nhiem-vu/van-ban/", documents.listed, name="documents"),
    path("nhiem-vu/van-ban/them/", documents.add, name="add-document"),
    path("nhiem-vu/van-ban/<int:pk>/", documents.document, name="document"),
    path("nhiem-vu/van-ban/<int:pk>/tep/", documents.file, name="document-file"),
    path("nhiem-vu/bao-cao/", report.report, name="report"),
    path("nhiem-vu/bao-cao/tai/", report.download, name="report-download"),
    path("nhiem-vu/viec/<str:code>/", detail.detail, name="detail"),
    path("nhiem-vu/viec/<str:code>/tep/<int:number>/", detail.file, name="file"),
    path("nhiem-vu/viec/<str:code>/sua/", giving.edit, name="edit"),
    path("nhiem-vu/viec/<str:code>/<str:move>/", detail.move, name="move"),
]
menu_entry(
    "reform",
    label=mark("Nhiệm vụ"),
    url_name="assignments:list",
    may=SEE,
    order=20,
    icon="list",
    hint=mark("Việc đến lượt cơ quan bạn, tiến độ, nghiệm thu, nhắc hạn."),
)
menu_entry("reform", label=mark("Dự thảo báo cáo"), url_name="assignments:report", may=SEE, order=23, icon="print",
           hint=mark("Báo cáo cải cách hành chính viết từ số liệu, tải về Word."))  # fmt: skip

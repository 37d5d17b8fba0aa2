"""Addresses of reform, and the tabs of its hub; other modules add theirs to the shell "reform"."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.reform.pages.drafting import (
    amend,
    discard,
    draft,
    draft_parent,
    draft_remove,
    draft_target,
    plan_new,
)
from motcua.oversight.reform.pages.figures import evidence, figure, figure_move, figure_new
from motcua.oversight.reform.pages.issuing import issue
from motcua.oversight.reform.pages.reading import hub, plan, plans, printed, programmes, target, workbook
from motcua.oversight.reform.permissions import SEE

app_name = "reform"
urlpatterns = [
    path("cai-cach/", hub, name="hub"),
    path("cai-cach/chuong-trinh/", programmes, name="programmes"),
    path("cai-cach/ke-hoach/", plans, name="plans"),
    path("cai-cach/ke-hoach/moi/", plan_new, name="plan-new"),
    path("cai-cach/ke-hoach/<str:code>/", plan, name="plan"),
    path("cai-cach/ke-hoach/<str:code>/ban-in/", printed, name="printed"),
    path("cai-cach/ke-hoach/<str:code>/excel/", workbook, name="workbook"),
    path("cai-cach/ke-hoach/<str:code>/sua-doi/", amend, name="amend"),
    path("cai-cach/ke-hoach/<str:code>/du-thao/", draft, name="draft"),
    path("cai-cach/ke-hoach/<str:code>/du-thao/ban-hanh/", issue, name="issue"),
    path("cai-cach/ke-hoach/<str:code>/du-thao/bo/", discard, name="discard"),
    path("cai-cach/ke-hoach/<str:code>/du-thao/tu-chuong-trinh/", draft_parent, name="draft-parent"),
    path("cai-cach/ke-hoach/<str:code>/du-thao/chi-tieu/", draft_target, name="draft-target-new"),
    path("cai-cach/ke-hoach/<str:code>/du-thao/chi-tieu/<str:target>/", draft_target, name="draft-target"),
    path("cai-cach/ke-hoach/<str:code>/du-thao/chi-tieu/<str:target>/bo/", draft_remove, name="draft-remove"),
    path("cai-cach/chi-tieu/<str:code>/", target, name="target"),
    path("cai-cach/chi-tieu/<str:code>/nhap-so-lieu/", figure_new, name="figure-new"),
    path("cai-cach/so-lieu/<int:pk>/", figure, name="figure"),
    path("cai-cach/so-lieu/<int:pk>/minh-chung/", evidence, name="evidence"),
    path("cai-cach/so-lieu/<int:pk>/<str:move>/", figure_move, name="figure-move"),
]
menu_entry("desk", label=mark("Cải cách"), url_name="reform:hub", may=SEE, order=310, icon="seal", key="r")
menu_entry("reform", label=mark("Tổng quan"), url_name="reform:hub", may=SEE, order=10)
menu_entry(
    "reform",
    label=mark("Chương trình"),
    url_name="reform:programmes",
    may=SEE,
    order=11,
    icon="list",
    hint=mark("Nghị quyết, chương trình nhiều năm của tỉnh và của các tỉnh khác để đối chiếu."),
)
menu_entry(
    "reform",
    label=mark("Kế hoạch"),
    url_name="reform:plans",
    may=SEE,
    order=12,
    icon="file",
    hint=mark("Kế hoạch hằng năm của tỉnh, sở, xã: chỉ tiêu, mức phải đạt, kết quả."),
)

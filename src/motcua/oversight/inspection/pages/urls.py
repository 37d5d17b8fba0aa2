"""Addresses of inspections, and their place in the hub of reform."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.inspection.pages import plans, remedies, visits
from motcua.oversight.inspection.permissions import SEE

app_name = "inspection"
_ONE = "kiem-tra/cuoc/<int:pk>"
urlpatterns = [
    path("kiem-tra/", plans.overview, name="overview"),
    path("kiem-tra/bo-cau-hoi/", plans.checklists, name="checklists"),
    path("kiem-tra/ke-hoach/moi/", plans.new_plan, name="new-plan"),
    path("kiem-tra/ke-hoach/<int:pk>/", plans.plan, name="plan"),
    path("kiem-tra/ke-hoach/<int:pk>/ban-hanh/", plans.issue, name="issue"),
    path("kiem-tra/ke-hoach/<int:pk>/cuoc-moi/", plans.new_inspection, name="new-inspection"),
    path("kiem-tra/cuoc/", plans.inspections, name="inspections"),
    path(f"{_ONE}/", visits.inspection, name="inspection"),
    path(f"{_ONE}/buoc/", visits.move, name="move"),
    path(f"{_ONE}/mau/", visits.sample, name="sample"),
    path(f"{_ONE}/mau/<int:number>/khung/", visits.frame, name="frame"),
    path(f"{_ONE}/mau/<int:number>/<int:place>/", visits.dossier, name="dossier"),
    path(f"{_ONE}/phat-hien/", visits.finding, name="finding"),
    path(f"{_ONE}/phat-hien/<int:number>/kien-nghi/", visits.ask, name="ask"),
    path(f"{_ONE}/bien-ban/", visits.minutes, name="minutes"),
    path(f"{_ONE}/bien-ban/tai/", visits.minutes_file, name="minutes-file"),
    path(f"{_ONE}/ky-luat/", visits.notes, name="notes"),
    path("kiem-tra/khac-phuc/", remedies.listed, name="follow-up"),
    path("kiem-tra/kien-nghi/<int:pk>/", remedies.remedy, name="remedy"),
    path("kiem-tra/kien-nghi/<int:pk>/tra-loi/", remedies.respond, name="respond"),
    path("kiem-tra/kien-nghi/<int:pk>/tra-loi/<int:number>/", remedies.judge, name="judge"),
    path("kiem-tra/kien-nghi/<int:pk>/tra-loi/<int:number>/tep/", remedies.evidence, name="evidence"),
]
menu_entry(
    "reform",
    label=mark("Kiểm tra"),
    url_name="inspection:overview",
    may=SEE,
    order=40,
    icon="search",
    hint=mark("Kế hoạch kiểm tra, mẫu hồ sơ rút từ hệ thống, biên bản, kiến nghị và việc khắc phục."),
)

"""Addresses of the reform index and of what others publish; their tabs on the hub of reform."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.par_index.pages.component import add_file, component, evidence_file, take_file_away
from motcua.oversight.par_index.pages.planning import gap_list, what_if, years
from motcua.oversight.par_index.pages.published import edition, index_page, indices_page
from motcua.oversight.par_index.pages.rounds import close, import_results, round_page, standing
from motcua.oversight.par_index.pages.sets import open_new, overview, set_page
from motcua.oversight.par_index.pages.sheets import move, save, sheet, workbook
from motcua.oversight.par_index.permissions import SEE

app_name = "par_index"
_ROUND, _SHEET = "par-index/dot/<int:pk>", "par-index/phieu/<int:pk>"
urlpatterns = [
    path("par-index/", overview, name="overview"),
    path("par-index/bo/<str:code>/", set_page, name="set"),
    path("par-index/bo/<str:code>/mo-dot/", open_new, name="open"),
    path("par-index/so-nam/", years, name="years"),
    path(f"{_ROUND}/", round_page, name="round"),
    path(f"{_ROUND}/chot/", close, name="close"),
    path(f"{_ROUND}/dieu-tra/", import_results, name="survey"),
    path(f"{_ROUND}/don-vi/<str:agency>/", standing, name="standing"),
    path(f"{_SHEET}/", sheet, name="sheet"),
    path(f"{_SHEET}/ghi/", save, name="save"),
    path(f"{_SHEET}/buoc/<str:word>/", move, name="move"),
    path(f"{_SHEET}/tai/xlsx/", workbook, name="workbook"),
    path(f"{_SHEET}/diem-mat/", gap_list, name="gaps"),
    path(f"{_SHEET}/thu/", what_if, name="what-if"),
    path(f"{_SHEET}/tieu-chi/<str:number>/", component, name="component"),
    path(f"{_SHEET}/tieu-chi/<str:number>/them-tep/", add_file, name="add-file"),
    path(f"{_SHEET}/tep/<int:evidence>/", evidence_file, name="file"),
    path(f"{_SHEET}/tep/<int:evidence>/bo/", take_file_away, name="take-file-away"),
    path("xep-hang/", indices_page, name="indices"),
    path("xep-hang/<str:code>/", index_page, name="index"),
    path("xep-hang/<str:code>/<int:year>/", edition, name="edition"),
]
menu_entry(
    "reform",
    label=mark("PAR INDEX"),
    url_name="par_index:overview",
    may=SEE,
    order=30,
    icon="done",
    hint=mark("Tự chấm, thẩm định, xếp hạng; điểm mất ở đâu và thử nâng thì hạng đổi thế nào."),
)
menu_entry(
    "reform",
    label=mark("Chỉ số công bố"),
    url_name="par_index:indices",
    may=SEE,
    order=31,
    icon="list",
    hint=mark("SIPAS, PAPI, PCI, DTI, ICT của tỉnh qua các năm, so với tỉnh khác."),
)

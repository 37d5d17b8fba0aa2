"""Addresses of report forms."""

from django.urls import path

from motcua.oversight.sheets.pages import frozen, mail
from motcua.oversight.sheets.pages.sheets import download, printed, sheet

app_name = "sheets"
_FROZEN = "so-lieu/da-chot"
urlpatterns = [
    path("so-lieu/bieu/<str:code>/", sheet, name="sheet"),
    path("so-lieu/bieu/<str:code>/in/", printed, name="printed"),
    path("so-lieu/bieu/<str:code>/tai/<str:kind>/", download, name="download"),
    path("so-lieu/bieu/<str:code>/chot/", frozen.freeze, name="freeze"),
    path(f"{_FROZEN}/", frozen.frozen_list, name="frozen-list"),
    path(f"{_FROZEN}/<int:pk>/", frozen.frozen, name="frozen"),
    path(f"{_FROZEN}/<int:pk>/in/", frozen.frozen_printed, name="frozen-printed"),
    path(f"{_FROZEN}/<int:pk>/tai/<str:kind>/", frozen.frozen_download, name="frozen-download"),
    path(f"{_FROZEN}/<int:pk>/thay-doi/<int:number>/", frozen.movers, name="movers"),
    path("so-lieu/nhan-qua-thu/", mail.mail, name="mail"),
    path("so-lieu/nhan-qua-thu/<int:pk>/thoi/", mail.stop_mail, name="stop-mail"),
]

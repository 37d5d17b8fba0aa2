"""Addresses of report forms."""

from django.urls import path

from motcua.oversight.sheets.pages.sheets import download, printed, sheet

app_name = "sheets"
urlpatterns = [
    path("so-lieu/bieu/<str:code>/", sheet, name="sheet"),
    path("so-lieu/bieu/<str:code>/in/", printed, name="printed"),
    path("so-lieu/bieu/<str:code>/tai/<str:kind>/", download, name="download"),
]

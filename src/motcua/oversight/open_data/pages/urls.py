"""Addresses of open data."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.open_data.pages.data import catalogue, download, one_set, schema, sets

app_name = "open_data"
urlpatterns = [
    path("du-lieu-mo/", sets, name="sets"),
    path("du-lieu-mo/catalog.jsonld", catalogue, name="catalogue"),
    path("du-lieu-mo/<slug:code>/", one_set, name="set"),
    path("du-lieu-mo/<slug:code>/schema.json", schema, name="schema"),
    path("du-lieu-mo/<slug:code>/<int:number>.<slug:kind>", download, name="download"),
]
menu_entry("portal", label=mark("Dữ liệu mở"), url_name="open_data:sets", order=810, icon="list")

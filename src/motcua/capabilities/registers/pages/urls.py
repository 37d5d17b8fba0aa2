"""Addresses of registers, and their place in the menu."""

from django.urls import path

from motcua.capabilities.registers import permissions
from motcua.capabilities.registers.pages import define, lists, records, tables
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry

app_name = "registers"
HUB = "so-quan-ly/"
REGISTER = f"{HUB}<slug:register>/"
DEFINITION = f"{HUB}dinh-nghia/<slug:register>/"
RECORD = f"{REGISTER}ban-ghi/<str:code>/"
urlpatterns = [
    path(HUB, lists.hub, name="hub"),
    path(f"{HUB}dinh-nghia/", define.listed, name="definitions"),
    path(f"{HUB}dinh-nghia/so/moi/", define.new, name="new-definition"),
    path(DEFINITION, define.one, name="definition"),
    path(f"{DEFINITION}phan/<slug:part>/<int:number>/", define.part, name="definition-part"),
    path(f"{DEFINITION}phan/<slug:part>/<int:number>/xep/", define.arrange, name="arrange-definition"),
    path(f"{DEFINITION}xem-thu/", define.try_out, name="try-definition"),
    path(f"{DEFINITION}tai/", define.download, name="download-definition"),
    path(REGISTER, lists.listed, name="list"),
    path(f"{REGISTER}so-lieu/", lists.figures, name="figures"),
    path(f"{REGISTER}ban-do/", lists.map_of, name="map"),
    path(f"{REGISTER}them/", records.add, name="add"),
    path(f"{REGISTER}nhap/", tables.bring_in, name="import"),
    path(f"{REGISTER}mau/", tables.template, name="template"),
    path(f"{REGISTER}tai/<slug:ending>/", tables.export, name="export"),
    path(RECORD, records.detail, name="record"),
    path(f"{RECORD}sua/", records.edit, name="edit"),
    path(f"{RECORD}buoc/<slug:move>/", records.move, name="move"),
    path(f"{RECORD}tep/<slug:field>/", records.file, name="file"),
]
menu_entry("desk", label=mark("Sổ quản lý"), url_name="registers:hub", may=permissions.SEE, order=320, icon="list")

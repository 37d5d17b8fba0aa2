"""Addresses of the catalogue and its places in the menus."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.registry.catalogue import permissions
from motcua.registry.catalogue.pages.desk import doubt_detail, quality
from motcua.registry.catalogue.pages.portal import procedure_detail, procedure_list

app_name = "catalogue"
urlpatterns = [
    path("thu-tuc/", procedure_list, name="procedure-list"),
    path("thu-tuc/<str:code>/", procedure_detail, name="procedure-detail"),
    path("ban-lam-viec/chat-luong-danh-muc/", quality, name="quality"),
    path("ban-lam-viec/chat-luong-danh-muc/<int:pk>/", doubt_detail, name="doubt"),
]

menu_entry("portal", label=mark("Thủ tục"), url_name="catalogue:procedure-list", order=15, icon="file")
menu_entry(
    "desk",
    label=mark("Danh mục"),
    url_name="catalogue:quality",
    may=permissions.SETTLE,
    order=70,
    icon="list",
    key="q",
)

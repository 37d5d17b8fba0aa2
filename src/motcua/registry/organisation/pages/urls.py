"""Addresses of organisation, and their place in the menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.registry.organisation import permissions
from motcua.registry.organisation.pages import accounts, agencies, officers, postings, shaping, tables, units
from motcua.registry.people import permissions as of_people

app_name = "organisation"
AGENCIES = "ban-lam-viec/co-quan/"
AGENCY = f"{AGENCIES}<str:code>/"
ONE = "ban-lam-viec/can-bo/<str:username>/"
urlpatterns = [
    path("ban-lam-viec/can-bo/", officers.listed, name="officers"),
    path("ban-lam-viec/can-bo/tai-khoan/them/", officers.add, name="add-officer"),
    path(ONE, officers.detail, name="officer"),
    path(f"{ONE}phan-cong/", postings.add, name="add-posting"),
    path(f"{ONE}phan-cong/<int:pk>/ket-thuc/", postings.end, name="end-posting"),
    path(f"{ONE}khoa/", accounts.close, name="close-account"),
    path(f"{ONE}mo-khoa/", accounts.reopen, name="reopen-account"),
    path(f"{ONE}mat-khau/", accounts.give_password, name="give-password"),
    path(AGENCIES, agencies.listed, name="agencies"),
    path(f"{AGENCIES}them/", agencies.add, name="add-agency"),
    path(f"{AGENCIES}nhap-bang/", tables.bring_in, name="import-agencies"),
    path(f"{AGENCIES}tai/<str:ending>/", tables.export, name="export-agencies"),
    path(f"{AGENCIES}mau/<str:ending>/", tables.template, name="agencies-template"),
    path(AGENCY, agencies.detail, name="agency"),
    path(f"{AGENCY}doi/", agencies.change, name="change-agency"),
    path(f"{AGENCY}ket-thuc/", shaping.end, name="end-agency"),
    path(f"{AGENCY}sap-nhap/", shaping.merge, name="merge-agencies"),
    path(f"{AGENCY}chuyen/", shaping.move, name="move-agency"),
    path(f"{AGENCY}tach/", shaping.split, name="split-agency"),
    path(f"{AGENCY}phong/", units.add, name="add-unit"),
    path(f"{AGENCY}phong/<str:unit>/doi/", units.change, name="change-unit"),
    path(f"{AGENCY}phong/<str:unit>/ket-thuc/", units.end, name="end-unit"),
]
menu_entry(
    "desk", label=mark("Cán bộ"), url_name="organisation:officers", may=of_people.MANAGE, order=90, icon="person"
)
menu_entry(
    "desk",
    label=mark("Cơ quan, đơn vị"),
    url_name="organisation:agencies",
    may=permissions.MANAGE,
    order=91,
    icon="house",
)

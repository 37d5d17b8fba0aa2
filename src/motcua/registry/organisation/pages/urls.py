"""Addresses of organisation, and their place in the menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.registry.organisation.pages import accounts, officers, postings
from motcua.registry.people import permissions as of_people

app_name = "organisation"
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
]
menu_entry(
    "desk", label=mark("Cán bộ"), url_name="organisation:officers", may=of_people.MANAGE, order=90, icon="person"
)

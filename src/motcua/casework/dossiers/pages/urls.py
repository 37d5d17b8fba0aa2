"""Addresses of dossiers, and their places in the menus."""

from django.urls import path

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.pages import apply, counter, desk, lookup, mine, moves, signing
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry

app_name = "dossiers"
_DESK = "ban-lam-viec/ho-so/<str:code>/"
_DRAFT = "ban-nhap/<uuid:draft>/"
urlpatterns = [
    path("nop-ho-so/<str:procedure>/", apply.start, name="apply"),
    path(f"{_DRAFT}xoa/", apply.drop, name="apply-drop"),
    path(f"{_DRAFT}giay-to/<int:paper>/", apply.upload, name="apply-upload"),
    path(f"{_DRAFT}giay-to/<int:paper>/<int:file>/bo/", apply.remove_file, name="apply-remove"),
    path(f"{_DRAFT}<slug:key>/", apply.step, name="apply-step"),
    path("ho-so/", mine.listed, name="own-list"),
    path("ho-so/<str:code>/", mine.detail, name="own-detail"),
    path("ho-so/<str:code>/da-nop/", mine.sent, name="own-sent"),
    path("ho-so/<str:code>/bo-sung/", mine.supplement, name="own-supplement"),
    path("ho-so/<str:code>/rut/", mine.withdraw, name="own-withdraw"),
    path("ho-so/<str:code>/tep/<int:file>/", mine.own_file, name="own-file"),
    path("tra-cuu/", lookup.ask, name="lookup"),
    path("tra-cuu/<str:code>/", lookup.found, name="lookup-code"),
    path("ban-lam-viec/tiep-nhan/", counter.intake, name="intake"),
    path("ban-lam-viec/tiep-nhan/<str:code>/", counter.received, name="received"),
    path("ban-lam-viec/ky-duyet/", signing.signing, name="desk-signing"),
    path("ban-lam-viec/ho-so/", desk.listed, name="desk-list"),
    path(_DESK, desk.detail, name="desk-detail"),
    path(f"{_DESK}giay-tiep-nhan/", counter.receipt, name="desk-receipt"),
    path(f"{_DESK}thu-tien/", moves.pay, name="desk-pay"),
    path(f"{_DESK}tep/<int:file>/", desk.file, name="desk-file"),
    path(f"{_DESK}buoc/<int:task>/", moves.step, name="desk-step"),
    path(f"{_DESK}buoc/<int:task>/ban-giao/", moves.hand_over, name="desk-hand-over"),
    path(f"{_DESK}viec/<slug:move>/", moves.move, name="desk-move"),
]
menu_entry("portal", label=mark("Hồ sơ của tôi"), url_name="dossiers:own-list", order=20)
menu_entry("portal", label=mark("Tra cứu"), url_name="dossiers:lookup", order=30)
menu_entry(
    "desk",
    label=mark("Tiếp nhận tại quầy"),
    url_name="dossiers:intake",
    may=permissions.RECEIVE,
    order=20,
    icon="file",
    key="t",
)
menu_entry(
    "desk",
    label=mark("Hồ sơ"),
    url_name="dossiers:desk-list",
    may=permissions.SEE,
    order=30,
    icon="list",
    key="h",
)
menu_entry(
    "desk",
    label=mark("Ký duyệt"),
    url_name="dossiers:desk-signing",
    may=permissions.SIGN,
    order=25,
    icon="done",
    key="k",
)

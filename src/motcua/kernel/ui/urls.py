"""Addresses of the switches and of the gallery."""

from django.urls import path
from django.views.i18n import set_language

from motcua.kernel.access.rights import open_to_all
from motcua.kernel.ui.pages.gallery import gallery, gallery_question
from motcua.kernel.ui.pages.switches import set_theme

app_name = "ui"
urlpatterns = [
    path("ngon-ngu/", open_to_all(set_language), name="set-language"),
    path("nen/", set_theme, name="set-theme"),
    path("thu-vien-giao-dien/", gallery, name="gallery"),
    path("thu-vien-giao-dien/cau-hoi/", gallery_question, name="gallery-question"),
]

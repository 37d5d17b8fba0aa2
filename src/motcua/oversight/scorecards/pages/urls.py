"""Addresses of scorecards, and their place in the hub of reform."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.scorecards.pages import cards
from motcua.oversight.scorecards.permissions import SEE

app_name = "scorecards"
urlpatterns = [
    path("the-diem/", cards.card, name="card"),
    path("the-diem/in/", cards.printed, name="printed"),
    path("the-diem/tai/", cards.download, name="download"),
    path("the-diem/don-vi/", cards.units, name="units"),
    path("the-diem/bon-khong-mot-co/", cards.four, name="four"),
    path("the-diem/so-ket/", cards.reviews, name="reviews"),
    path("the-diem/so-ket/<str:code>/<str:stage>/", cards.review, name="review"),
    path("the-diem/cac-tinh/", cards.provinces, name="provinces"),
]
menu_entry(
    "reform",
    label=mark("Thẻ điểm"),
    url_name="scorecards:card",
    may=SEE,
    order=50,
    icon="done",
    hint=mark(
        "Chỉ tiêu, nhiệm vụ, điểm chỉ số, kiến nghị của tỉnh và từng đơn vị; 4 không 1 có; sơ kết; so sánh các tỉnh."
    ),
)

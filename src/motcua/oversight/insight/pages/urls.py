"""Addresses of figures; boards have their places in the menu."""

from django.urls import path

from motcua.oversight.insight.pages.indicators import indicator

app_name = "insight"
urlpatterns = [
    path("so-lieu/chi-tieu/<str:code>/", indicator, name="indicator"),
]

"""Addresses of forms."""

from django.urls import path

from motcua.capabilities.forms.pages.places import place_hits

app_name = "forms"
urlpatterns = [path("bieu-mau/noi/", place_hits, name="place-hits")]

"""Addresses of the catalogue."""

app_name = "catalogue"
urlpatterns: list = []

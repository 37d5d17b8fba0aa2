"""Two addresses."""

from django.urls import path

from benchmarks.bare.pages import accept, create

urlpatterns = [path("create/", create), path("accept/", accept)]

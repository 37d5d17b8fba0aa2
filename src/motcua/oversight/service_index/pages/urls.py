"""Address of the index, and its place in the menu."""

from django.urls import path

from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_entry
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.service_index.pages.index import index

app_name = "service_index"
urlpatterns = [path("so-lieu/bo-chi-so-766/", index, name="index")]
menu_entry("desk", label=mark("Bộ chỉ số 766"), url_name="service_index:index", may=SEE, order=304, icon="list")

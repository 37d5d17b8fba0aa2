"""Names of places for the list under a box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.capabilities.forms.queries.places import offered_places
from motcua.kernel.access.rights import open_to_all


@open_to_all
def place_hits(request: HttpRequest) -> HttpResponse:
    """``<option>``s for what was typed into the box that the parameter ``o`` names."""
    typed = request.GET.get(request.GET.get("o", ""), "")
    return render(request, "forms/place_hits.html", {"names": [name for _code, name in offered_places(typed)]})

"""A page's table as a file to save."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from motcua.kernel.texts.sheet import csv_text


def wants_csv(request: HttpRequest) -> bool:
    """Whether the table is asked for as a file."""
    return request.GET.get("tai") == "csv"


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The table as a file; `name` without its ending."""
    response = HttpResponse(csv_text(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response

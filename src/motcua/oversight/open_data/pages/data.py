"""Open data for everybody: the sets, their files and versions, the catalogue for machines."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.kernel.access.rights import open_to_all
from motcua.kernel.ui.answers import answer
from motcua.oversight.open_data.adapters.parquet import parquet_of
from motcua.oversight.open_data.models import Release
from motcua.oversight.open_data.queries.releases import newest, release, versions
from motcua.oversight.open_data.rules.catalogue import Published, catalogue_of, table_schema
from motcua.oversight.open_data.rules.protection import FEWEST
from motcua.oversight.open_data.rules.sets import LICENCE, SETS, DataSet
from motcua.registry.organisation.public import Level, agencies

PARQUET = "application/vnd.apache.parquet"


@open_to_all
@require_safe
def sets(request: HttpRequest) -> HttpResponse:
    """All sets with their newest version."""
    known = newest()
    page = {"sets": [(one, known[code]) for code, one in SETS.items() if code in known], "licence": LICENCE}
    return answer(request, "open_data/sets.html", page)


@open_to_all
@require_safe
def one_set(request: HttpRequest, code: str) -> HttpResponse:
    """A set: what its columns mean, how small counts are protected, its versions."""
    dataset = _known(code)
    page = {
        "set": dataset,
        "versions": versions(code),
        "licence": LICENCE,
        "fewest": FEWEST,
    }
    return answer(request, "open_data/set.html", page)


@open_to_all
@require_safe
def download(_request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    """A version as CSV or Parquet; it never changes, so it may be kept."""
    dataset, found = _known(code), release(code, number)
    if found is None:
        raise Http404
    name = f"{code}-{number}.{kind}"
    if kind == "csv":
        response = HttpResponse(found.content, content_type="text/csv; charset=utf-8")
    elif kind == "parquet":
        response = HttpResponse(parquet_of(found.content, dataset.columns), content_type=PARQUET)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "public, max-age=86400"
    return response


@open_to_all
@require_safe
def schema(_request: HttpRequest, code: str) -> HttpResponse:
    """What the columns are, for machines; in the language of the page."""
    dataset = _known(code)
    return _json(table_schema(((column, _(column.meaning)) for column in dataset.columns), dataset.key))


@open_to_all
@require_safe
def catalogue(_request: HttpRequest) -> HttpResponse:
    """DCAT for harvesters; in Vietnamese, whatever the reader's language."""
    known = newest()
    with override("vi"):
        listed = [
            (one, _url("open_data:set", code), _(one.title), _(one.description), _published(known[code]))
            for code, one in SETS.items()
            if code in known
        ]
        found = catalogue_of(_url("open_data:catalogue"), _publisher(), _("Dữ liệu mở"), listed)
    return _json(found, content_type="application/ld+json")


def _known(code: str) -> DataSet:
    if code not in SETS:
        raise Http404
    return SETS[code]


def _published(row: Release) -> Published:
    def file(kind: str) -> str:
        return _url("open_data:download", row.set_code, row.number, kind)

    return Published(
        row.number, row.first_month, row.last_month, row.published_at, row.digest, file("csv"), file("parquet")
    )


def _publisher() -> str:
    found = agencies(Level.PROVINCE)
    return found[0].name if found else "Một Cửa"


def _url(name: str, *parts: object) -> str:
    return settings.PUBLIC_URL + reverse(name, args=parts)


def _json(data: dict[str, Any], content_type: str = "application/json") -> HttpResponse:
    return JsonResponse(data, content_type=content_type, json_dumps_params={"ensure_ascii": False, "indent": 1})

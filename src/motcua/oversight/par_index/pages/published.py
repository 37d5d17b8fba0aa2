"""Indices that others publish: our province over the years, by dimension, beside another, and each edition whole."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel.access.rights import needs
from motcua.kernel.texts.sheet import csv_text
from motcua.kernel.ui.answers import answer
from motcua.oversight.par_index.permissions import SEE
from motcua.oversight.par_index.queries.indices import editions, indices
from motcua.oversight.par_index.queries.published import board_of, compared, edition_rows, home_province
from motcua.oversight.par_index.rules.indices import Index
from motcua.registry.people.public import officer_names


@needs(SEE)
@require_safe
def indices_page(request: HttpRequest) -> HttpResponse:
    """Index × years of our province; `tai=csv`: as a file."""
    board = board_of(home_province(request.user))
    if request.GET.get("tai") == "csv":
        heads = [_("Chỉ số"), _("Năm"), _("Điểm"), _("Hạng"), _("Trên tổng số")]
        cells = ((row.index.name, cell) for row in board.rows for cell in row.cells if cell)
        return _file("chi-so", heads, ([name, one.year, one.score, one.rank, one.of] for name, one in cells))
    return answer(request, "par_index/indices.html", {"board": board, "known": indices().values()})


@needs(SEE)
@require_safe
def index_page(request: HttpRequest, code: str) -> HttpResponse:
    """One index: `tinh` over the years and by dimension, beside `so` where asked."""
    home = home_province(request.user)
    page = compared(_index(code), request.GET.get("tinh", home), request.GET.get("so", ""))
    if request.GET.get("tai") == "csv":
        heads = [_("Năm"), page.province, _("Hạng"), page.other or _("Tỉnh so sánh"), _("Hạng"), _("Trung vị")]
        rows = (
            [year, ours and ours.score, ours and ours.rank, other and other.score, other and other.rank, middle]
            for year, ours, other, middle in page.totals
        )
        return _file(f"{code}-{page.province}", heads, rows)
    choices = [(name, name) for name in page.provinces]
    shown = {"page": page, "choices": choices, "others": [("", "–"), *choices], "home": home}
    return answer(request, "par_index/index.html", shown)


@needs(SEE)
@require_safe
def edition(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """All provinces of a year, with the file that it came from."""
    index = _index(code)
    shown = next((one for one in editions(code) if one.year == year), None)
    if shown is None:
        raise Http404
    rows = edition_rows(shown)
    parts = [one for one in index.dimensions if any(one.code in row[2] for row in rows)]
    if request.GET.get("tai") == "csv":
        heads = [_("Hạng"), _("Tỉnh, thành phố"), _("Tổng"), *(one.name for one in parts)]
        lines = (
            [
                whole and whole.rank,
                name,
                whole and whole.score,
                *(p[d.code].score if d.code in p else None for d in parts),
            ]
            for name, whole, p in rows
        )
        return _file(f"{code}-{year}", heads, lines)
    page = {
        "index": index,
        "edition": shown,
        "rows": [(name, whole, [p.get(d.code) for d in parts]) for name, whole, p in rows],
        "parts": parts,
        "is_ours": any(whole and whole.is_ours for _name, whole, _parts in rows),
        "officer": officer_names([shown.imported_by]).get(shown.imported_by, shown.imported_by),
        "home": home_province(request.user),
        "years": [one.year for one in editions(code)],
    }
    return answer(request, "par_index/edition.html", page)


def _index(code: str) -> Index:
    found = indices().get(code)
    if found is None:
        raise Http404
    return found


def _file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    response = HttpResponse(csv_text(heads, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.csv"
    return response

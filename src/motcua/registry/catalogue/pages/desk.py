"""Data quality of the catalogue: every doubt, found, read beside its source, settled one after the other."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.passages import passages
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import Tab
from motcua.registry.catalogue import permissions
from motcua.registry.catalogue.actions.settling import settle_doubt
from motcua.registry.catalogue.models import Doubt
from motcua.registry.catalogue.pages.shown import allowance_words
from motcua.registry.catalogue.queries.doubts import Tally, doubt_number, doubts, next_doubt, tallies
from motcua.registry.catalogue.queries.versions import procedure_names, procedure_version_now
from motcua.registry.catalogue.rules.settlement import AS_WRITTEN, NOTHING, VALUE, Settlement, settlement_of
from motcua.registry.descriptions.public import Part, Reason, TimeUnit, allowance_of

A_PAGE = 50
LONGEST = 120
FEW = 6
_PARTS = {part.value: part for part in Part}
_REASONS = {reason.value: reason for reason in Reason}


@dataclass(frozen=True)
class ReasonChip:
    """A reason to narrow the list to, with how many doubts it has."""

    reason: Reason
    count: int
    url: str
    is_current: bool


@needs(permissions.SETTLE)
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """All doubts: tabs by part, chips by reason, a search, fifty a page."""
    asked = _asked(request)
    rows = doubts(part=asked["part"], reason=asked["reason"], text=asked["q"], is_settled=asked["is_settled"])
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    found = list(page.object_list)
    names = procedure_names({doubt.procedure.code for doubt in found})
    counted = tallies()
    context = {
        **asked,
        "page": page,
        "rows": [(doubt, names.get(doubt.procedure.code, ""), _REASONS[doubt.reason]) for doubt in found],
        "waiting": sum(tally.waiting for tally in counted),
        "settled": sum(tally.settled for tally in counted),
        "tabs": _tabs(counted, asked),
        "chips": _chips(counted, asked),
    }
    return answer(request, "catalogue/desk/quality.html", context, part="found")


def _asked(request: HttpRequest) -> dict[str, Any]:
    part, reason = request.GET.get("phan", ""), request.GET.get("ly-do", "")
    return {
        "part": part if part in _PARTS else "",
        "reason": reason if reason in _REASONS else "",
        "q": nfc(request.GET.get("q", ""))[:LONGEST],
        "is_settled": request.GET.get("xong") == "1",
    }


@needs(permissions.SETTLE)
@require_http_methods(["GET", "HEAD", "POST"])
def doubt_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The source beside what was read; saying what it means leads to the next doubt of the same kind."""
    doubt, refusal, then = doubt_number(pk), None, None
    if request.method == "POST":
        try:
            settlement = settlement_of(Part(doubt.part), request.POST)
            settle_doubt(doubt, settlement, actor=request.user.get_username(), at=clock.now())
            then = _next(doubt)
        except DomainError as error:
            refusal = error
    context = _detail(doubt, request.POST or _proposed(doubt))
    said = gettext("Đã ghi nhận; thủ tục {code} có phiên bản mới.").format(code=doubt.procedure.code)
    return answer(request, "catalogue/desk/doubt.html", context, refused=refusal, then=then, said=said)


def _next(doubt: Doubt) -> str:
    following = next_doubt(doubt)
    return reverse("catalogue:doubt", args=[following.pk]) if following else reverse("catalogue:quality")


def _detail(doubt: Doubt, values: Any) -> dict[str, Any]:
    part = _PARTS[doubt.part]
    settlement = Settlement.read(doubt.settled_value) if doubt.settled_at else None
    return {
        "doubt": doubt,
        "procedure": procedure_version_now(doubt.procedure_id),
        "part": part,
        "reason": _REASONS[doubt.reason],
        "source": passages(doubt.text),
        "evidence": passages(doubt.evidence),
        "values": values,
        "choices": _choices(part),
        "units": [(unit.value, gettext(unit.label)) for unit in TimeUnit],
        "following": next_doubt(doubt),
        "settlement": settlement,
        "settlement_words": allowance_words(*settlement.allowance) if settlement and settlement.allowance else "",
        "is_closed": bool(doubt.settled_at or doubt.gone_at),
    }


def _choices(part: Part) -> list[tuple[str, str, str]]:
    keep = gettext("Trang công khai tiếp tục ghi đúng lời văn nguồn, không nêu con số.")
    drop = gettext("Bỏ khỏi thủ tục: đây không phải nội dung của mục này.")
    return [
        (VALUE, gettext("Ghi giá trị đúng"), gettext("Nhập vào các ô bên dưới.")),
        (AS_WRITTEN, gettext("Giữ nguyên lời văn nguồn"), keep),
        (NOTHING, gettext("Không có {part}").format(part=gettext(part.label).lower()), drop),
    ]


def _proposed(doubt: Doubt) -> dict[str, str]:
    """What the form is filled with: the value that was read but not believed, or the source's own text."""
    values = {"choice": VALUE, "text": doubt.text}
    if doubt.part == Part.TIME and (allowance := allowance_of(doubt.proposal)):
        values |= {"amount": f"{allowance[0].normalize():f}".replace(".", ","), "unit": allowance[1]}
    elif doubt.part == Part.FEE:
        values["money"] = doubt.proposal
    elif doubt.part == Part.PAPERS:
        values["originals"], _, values["copies"] = doubt.proposal.partition("+")
    return values


def _tabs(counted: list[Tally], asked: dict[str, Any]) -> list[Tab]:
    sums = {part: sum(_count(tally, asked) for tally in counted if tally.part == part) for part in Part}
    everything = Tab(gettext("Tất cả"), _url(asked, part="", reason=""), not asked["part"], sum(sums.values()))
    parts = [
        Tab(gettext(part.label), _url(asked, part=part, reason=""), asked["part"] == part, count)
        for part, count in sums.items()
        if count or asked["part"] == part
    ]
    return [everything, *parts]


def _chips(counted: list[Tally], asked: dict[str, Any]) -> list[ReasonChip]:
    sums: dict[str, int] = {}
    for tally in counted:
        if not asked["part"] or tally.part == asked["part"]:
            sums[tally.reason] = sums.get(tally.reason, 0) + _count(tally, asked)
    chips = [
        ReasonChip(
            _REASONS[reason],
            count,
            _url(asked, reason="" if reason == asked["reason"] else reason),
            is_current=reason == asked["reason"],
        )
        for reason, count in sums.items()
        if count or reason == asked["reason"]
    ]
    chips.sort(key=lambda chip: -chip.count)
    return chips if asked["part"] or asked["reason"] else chips[:FEW]


def _count(tally: Tally, asked: dict[str, Any]) -> int:
    return tally.settled if asked["is_settled"] else tally.waiting


def _url(asked: dict[str, Any], **changes: str) -> str:
    wanted = {**asked, **changes}
    given = {"phan": wanted["part"], "ly-do": wanted["reason"], "xong": "1" if wanted["is_settled"] else ""}
    query = QueryDict(mutable=True)
    query.update({key: value for key, value in given.items() if value})
    return reverse("catalogue:quality") + (f"?{query.urlencode()}" if query else "")

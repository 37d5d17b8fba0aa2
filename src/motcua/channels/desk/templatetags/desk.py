"""What the officers' shell shows on every page."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from motcua.kernel.access.rights import grants_of
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.menu import menu_of
from motcua.kernel.ui.wording import translated
from motcua.registry.organisation.public import agency_names

register = template.Library()
KEYS = [
    ("j k", mark("xuống, lên một dòng")),
    ("Enter", mark("mở dòng đang chọn")),
    ("x", mark("đánh dấu dòng")),
    ("/", mark("tìm")),
    ("Esc", mark("rời ô đang gõ")),
    ("?", mark("xem phím tắt")),
]


@register.simple_tag(takes_context=True)
def desk_keys(context: template.RequestContext) -> list[tuple[str, str]]:
    """The keys that work everywhere, and those of the menu."""
    entries = [item.entry for item in menu_of(context["request"], "desk")]
    return KEYS + [(f"g {entry.key}", translated(entry.label)) for entry in entries if entry.key]


@register.inclusion_tag("desk/search.html", takes_context=True)
def desk_search(context: template.RequestContext) -> dict[str, Any]:
    """The search for dossiers, while the list of dossiers exists."""
    request = context["request"]
    try:
        url = reverse("dossiers:desk-list")
    except NoReverseMatch:
        url = ""
    return {"request": request, "url": url, "value": request.GET.get("q", "") if request.path == url else ""}


@register.inclusion_tag("desk/person.html", takes_context=True)
def desk_person(context: template.RequestContext) -> dict[str, Any]:
    """Who is signed in, and for which agencies: those of the rights already at hand, so it costs one query."""
    user = context.get("user")
    codes = sorted({code for granted in grants_of(user).values() for code in granted})
    return {"user": user, "agency_name": ", ".join(agency_names(codes).values()) if codes else ""}

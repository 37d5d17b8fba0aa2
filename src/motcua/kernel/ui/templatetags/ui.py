"""The components and the ways of writing dates and money; built in, so no template loads it."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from motcua.kernel import money
from motcua.kernel.ui import wording
from motcua.kernel.ui.fields import make_field
from motcua.kernel.ui.menu import menu_of
from motcua.kernel.ui.pieces import Tab, Turning
from motcua.kernel.ui.said import said_before

register = template.Library()
register.filter("day", wording.day)
register.filter("long_day", wording.long_day)
register.filter("moment", wording.moment)
register.filter("phone", wording.phone)
ICON_SHEET = Path(__file__).parents[1] / "static" / "ui" / "icons.svg"
ICON_NAMES = frozenset(re.findall(r'id="([\w-]+)"', ICON_SHEET.read_text()))
TONE_ICONS = {"done": "done", "waiting": "waiting", "late": "late", "info": "info", "seal": "seal"}


@register.filter
def dong(amount: int | None) -> str:
    """«135.000 đ»; nothing for None."""
    return "" if amount is None else money.dong(amount)


@register.filter
def translated(text: Any) -> str:
    """A marked message, or a state with a marked label, in the reader's language."""
    return wording.translated(getattr(text, "label", None) or text)


@register.filter
def iso(value: Any) -> str:
    """For ``<time datetime>``."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@register.filter
def look_up(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """`mapping[key]`, or an empty text."""
    return (mapping or {}).get(key, "")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One of our icons; silent to screen readers unless it has a label."""
    if name not in ICON_NAMES:
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in ui/icons.svg.")
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    sheet = static("ui/icons.svg")
    return format_html('<svg class="icon" {} focusable="false"><use href="{}#{}"/></svg>', spoken, sheet, name)


@register.simple_tag
def attributes(values: Mapping[str, Any]) -> SafeString:
    """Attributes of an element, escaped."""
    return flatatt(dict(values))


@register.simple_tag
def badge(label: str, tone: str = "working") -> SafeString:
    """A state. `tone`: new, working, waiting, done, late, off."""
    return format_html('<span class="badge" data-tone="{}">{}</span>', tone, translated(label))


@register.simple_tag
def field(name: str, label: str, kind: str = "text", **given: Any) -> SafeString:
    """A label, a help, an error and a box; see ``fields.make_field``."""
    drawn = make_field(name, label, kind, given)
    return render_to_string("ui/field.html", {"field": drawn})


@register.inclusion_tag("ui/error_summary.html", takes_context=True)
def error_summary(
    context: template.RequestContext, errors: Mapping[str, str] | None, title: str = ""
) -> dict[str, Any]:
    """All errors of a form, each leading to its field; nothing for `errors` of a page, which its shell says itself."""
    listed = {} if _said_by_the_shell(context) else errors or {}
    told = {name: translated(text) for name, text in listed.items()}
    title = translated(title)
    return {"errors": told, "title": "" if title in told.values() else title}


def _said_by_the_shell(context: template.RequestContext) -> Mapping[str, str]:
    errors = context.get("refusal_fields") or context.get("errors")
    return errors if isinstance(errors, Mapping) else {}


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Iterable[Any], level: int = 3) -> dict[str, Any]:
    """A list of `TimelineEntry`."""
    return {"entries": entries, "level": level}


@register.inclusion_tag("ui/stepper.html")
def stepper(current: int, total: int, label: str = "") -> dict[str, Any]:
    """«Bước 2 trên 5»."""
    return {"current": current, "total": total, "label": translated(label), "steps": range(1, total + 1)}


@register.inclusion_tag("ui/summary.html")
def summary(rows: Iterable[Any]) -> dict[str, Any]:
    """A list of `Row`."""
    return {"rows": rows}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Iterable[Any], label: str) -> dict[str, Any]:
    """A list of `Tab`; `label` names the list to screen readers."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/tasks.html")
def tasks(items: Iterable[Any], level: int = 0) -> dict[str, Any]:
    """A list of `Task`."""
    return {"items": items, "level": level}


@register.inclusion_tag("ui/empty.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "", symbol: str = "empty") -> dict[str, Any]:
    """Says what will appear here and how to make it."""
    return {"title": title, "text": text, "url": url, "action": action, "symbol": symbol}


@register.inclusion_tag("ui/figure.html")
def figure(value: str, label: str, **more: str) -> dict[str, Any]:
    """A big number. `more`: unit, made_of («1.204 trên 1.251 hồ sơ»), trend, tone, url."""
    return {"value": value, "label": translated(label), **more}


@register.inclusion_tag("ui/keys.html")
def keys(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A list of (keys, meaning); keys are separated by spaces."""
    return {"pairs": [(names.split(), translated(meaning)) for names, meaning in pairs]}


@register.inclusion_tag("ui/search_box.html", takes_context=True)
def search_box(context: template.RequestContext, url: str, label: str, **more: Any) -> dict[str, Any]:
    """A form with one box.

    `more`: name ("q"), value, size (large, small), hint, button, hide_label, id; `live`: the address that answers as
    one types, into `target`.
    """
    given = {"name": "q", "id": "search", "hide_label": False, **more}
    return {"url": url, "label": label, **given, "request": context.get("request")}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: template.RequestContext, page: Any) -> dict[str, Any]:
    """`page`: a Django page, or a `Turning`."""
    if isinstance(page, Turning):
        return {"turning": page}
    query = context["request"].GET.copy()
    turning = Turning(
        words="",
        previous_url=_page_url(query, page.previous_page_number()) if page.has_previous() else "",
        next_url=_page_url(query, page.next_page_number()) if page.has_next() else "",
    )
    return {"turning": turning, "page": page}


def _page_url(query: Any, number: int) -> str:
    query["trang"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_block_tag
def alert(content: SafeString, tone: str = "info", title: str = "", role: str = "") -> SafeString:
    """A message. `tone`: info, done, waiting, late, seal; `role`: alert (said at once) or status."""
    shown = {"content": content, "tone": tone, "title": title, "role": role, "symbol": TONE_ICONS[tone]}
    return render_to_string("ui/alert.html", shown)


@register.simple_block_tag
def dialog(content: SafeString, name: str, title: str) -> SafeString:
    """A dialog that waits in the page; ``<button data-opens="name">`` opens it."""
    return render_to_string("ui/dialog.html", {"content": content, "name": name, "title": title})


@register.inclusion_tag("ui/menu.html", takes_context=True)
def menu(context: template.RequestContext, shell: str) -> dict[str, Any]:
    """The entries of a shell that the person may see."""
    return {"items": menu_of(context["request"], shell)}


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def menu_tabs(context: template.RequestContext, shell: str, label: str) -> dict[str, Any]:
    """The entries of a hub as tabs, the same on each of its pages."""
    items = menu_of(context["request"], shell)
    return {"items": [Tab(item.entry.label, item.url, item.is_current) for item in items], "label": label}


@register.inclusion_tag("ui/language.html", takes_context=True)
def language_switch(context: template.RequestContext) -> dict[str, Any]:
    """A button to the other language."""
    return {"request": context["request"], "csrf_token": context.get("csrf_token"), "is_english": wording.is_english()}


@register.inclusion_tag("ui/theme.html", takes_context=True)
def theme_switch(context: template.RequestContext) -> dict[str, Any]:
    """Light, dark, or as the device says."""
    request = context["request"]
    return {"request": request, "csrf_token": context.get("csrf_token"), "theme": request.COOKIES.get("theme", "")}


@register.simple_tag(takes_context=True)
def html_attributes(context: template.RequestContext) -> SafeString:
    """Language and chosen theme, for the root element."""
    request = context.get("request")
    theme = request.COOKIES.get("theme", "") if request else ""
    chosen = theme if theme in {"light", "dark"} else ""
    said = "en" if wording.is_english() else "vi"
    return format_html('lang="{}" {}', said, format_html('data-theme="{}"', chosen) if chosen else "")


@register.inclusion_tag("ui/notice.html", takes_context=True)
def notice(context: template.RequestContext) -> dict[str, Any]:
    """Where a page tells what became of the last move; every shell has it once, above its content."""
    request = context.get("request")
    return {
        "refusal": context.get("refusal", ""),
        "summary": _said_by_the_shell(context),
        "said": said_before(request) if request else "",
    }


@register.inclusion_tag("ui/autosave.html")
def autosave_state() -> dict[str, Any]:
    """Where a form with ``data-autosave`` says «Đã lưu 10:32»."""
    return {}

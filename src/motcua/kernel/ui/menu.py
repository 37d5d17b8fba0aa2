"""What the shells offer: modules declare entries in ``pages/urls.py``, the shell draws those the person may use."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import agencies_where

_entries: dict[tuple[str, str], "MenuEntry"] = {}
_headings: dict[str, dict[int, str]] = {}


@dataclass(frozen=True)
class MenuEntry:
    """`shell`: "desk", "portal", or a hub of pages that belong together ("reform"), drawn by ``{% menu_tabs %}``.

    `key`: pressed after «g» it goes there; `is_personal`: only when signed in; `hint`: a line on the hub's card.
    """

    shell: str
    label: str
    url_name: str
    may: Permission | None = None
    order: int = 100
    icon: str = "list"
    key: str = ""
    count_url_name: str = ""
    is_personal: bool = False
    hint: str = ""


@dataclass(frozen=True)
class MenuItem:
    """An entry as it is drawn; `heading` stands above the first of a group."""

    entry: MenuEntry
    url: str
    is_current: bool
    count_url: str = ""
    heading: str = ""


def menu_heading(shell: str, label: str, *, from_order: int) -> None:
    """Put words above the entries from an order on, up to the next heading."""
    _headings.setdefault(shell, {})[from_order] = label


def menu_entry(shell: str, *, label: str, url_name: str, may: Permission | None = None, **more: object) -> MenuEntry:
    """Declare an entry. `more`: order (int), icon, key, is_personal, hint, count_url_name (its count)."""
    entry = MenuEntry(shell=shell, label=label, url_name=url_name, may=may, **more)  # type: ignore[arg-type]
    _entries[shell, url_name] = entry
    return entry


def menu_of(request: HttpRequest, shell: str) -> list[MenuItem]:
    """The entries of `shell` that the person may use, in order; the one nearest above the page is current."""
    entries = sorted((entry for entry in _entries.values() if entry.shell == shell), key=lambda one: one.order)
    urls = {entry.url_name: reverse(entry.url_name) for entry in entries if _may_use(request, entry)}
    above = [url for url in urls.values() if request.path.startswith(url)]
    current = max(above, key=len, default="")
    items = []
    group = ""
    for entry in (one for one in entries if one.url_name in urls):
        url, heading = urls[entry.url_name], _heading_above(entry)
        count_url = reverse(entry.count_url_name) if entry.count_url_name else ""
        items.append(MenuItem(entry, url, url == current, count_url, heading=heading if heading != group else ""))
        group = heading
    return items


def _heading_above(entry: MenuEntry) -> str:
    known = _headings.get(entry.shell, {})
    return known[max(begin)] if (begin := [order for order in known if order <= entry.order]) else ""


def _may_use(request: HttpRequest, entry: MenuEntry) -> bool:
    user = getattr(request, "user", None)
    if entry.is_personal and not getattr(user, "is_authenticated", False):
        return False
    return entry.may is None or bool(agencies_where(user, entry.may))

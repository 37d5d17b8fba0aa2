"""Turning the pages of a list that nobody counts: it is only known whether there is a next one."""

from django.http import HttpRequest

from motcua.kernel.ui.pieces import Turning

_MOST_DIGITS = 5


def asked_page(request: HttpRequest) -> int:
    """The number of the page in the address, from 0; the first one for what is no number."""
    asked = request.GET.get("trang", "1")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS
    return max(0, int(asked) - 1) if is_number else 0


def turning(request: HttpRequest, page: int, *, has_next: bool) -> Turning:
    """The way to the pages before and after; the rest of the address is kept."""
    return Turning(
        previous_url=_url(request, page) if page else "",
        next_url=_url(request, page + 2) if has_next else "",
    )


def _url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["trang"] = str(number)
    return f"?{query.urlencode()}"

"""Work lists, searches and look-ups at 10,000, 100,000 and, where asked, 1,000,000 dossiers, in one run.

Every size has a database and web processes of its own; the sizes take turns. One client asks one page after the other;
then sixteen clients come, together twenty times a second, each when he likes.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import median, quantiles
from urllib.parse import quote

from benchmarks import people
from benchmarks.generate import generate
from benchmarks.house import House, settle, web
from benchmarks.load import Browser, Work, closed, opened
from benchmarks.table import Line, loaded
from motcua.simulator.public import cast

_SIZES = "10000 100000"
_ROUNDS, _WARM, _ASKED = 2, 4, 20
_CLIENTS, _ARRIVALS_A_SECOND, _SECONDS = 16, 20, 10
_DESK = "H14.31"
_LIST, _INBOX, _OWN = "/ban-lam-viec/ho-so/", "/ban-lam-viec/", "/ho-so/"
Pages = Mapping[str, list[tuple[str, str]]]
"""What is asked → who (a cookie) asks for which address, in turns."""


@dataclass
class Sized:
    """A database of one size and who serves it; times by what was asked, of all rounds."""

    count: int
    home: House
    port: int
    pages: Pages
    seconds: dict[str, list[float]] = field(default_factory=dict)
    spent: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """Of one request: milliseconds and pages of 8 kB of the database, a round."""

    def keep(self, what: str, seconds: list[float]) -> None:
        """More times of the same."""
        self.seconds.setdefault(what, []).extend(seconds)

    def p95(self, what: str) -> float:
        """Milliseconds."""
        return 1000 * quantiles(self.seconds[what], n=100, method="inclusive")[94]


def main(home: House) -> Iterator[Line]:
    """Measure all; yields the lines of the table. The sizes come from the environment (``SIZES="10000 1000000"``)."""
    counts = [int(word) for word in (os.environ.get("SIZES") or _SIZES).split()]
    settle(home)
    with ExitStack() as stack:
        with loaded() as load:
            sizes = [_sized(stack, home, count) for count in counts]
            for _turn in range(_ROUNDS):
                for size in sizes:
                    _alone(size)
                for size in sizes:
                    _together(size)
        for what in sizes[0].seconds:
            for size in sizes:
                yield _line(what, size, sizes[0], load())


def _line(what: str, size: Sized, smallest: Sized, load: str) -> Line:
    says = f"p95 {size.p95(what):.0f} ms, median {1000 * median(size.seconds[what]):.0f} ms"
    if what in size.spent:
        ms, pages = (median(values) for values in zip(*size.spent[what], strict=True))
        says += f", database {ms:.1f} ms and {pages:.0f} pages"
    if size is not smallest:
        says += f"; {size.p95(what) / smallest.p95(what):.2f} × that of {smallest.count:,}"
    return Line(f"{what}, {size.count:,} dossiers", says, load)


def _sized(stack: ExitStack, home: House, count: int) -> Sized:
    """A database of that size, warm, with web processes before it."""
    parts = cast()
    copy = home.copy(f"lists_{count}")
    generate(copy.url, count, citizen=parts["citizen"], specialist=parts["specialist"], desk=_DESK)
    port, _server = stack.enter_context(web(copy))
    sized = Sized(count, copy, port, _pages(copy))
    for what in sized.pages:
        closed(port, islice(_works(sized.pages[what]), _WARM * len(sized.pages[what])), clients=4)
    return sized


def _alone(size: Sized) -> None:
    for what, asked in size.pages.items():
        number = max(_ASKED, len(asked))
        ms, blocks = size.home.spent()
        times = closed(size.port, islice(_works(asked), number), clients=1)
        ms_then, blocks_then = size.home.spent()
        size.spent.setdefault(what, []).append(((ms_then - ms) / number, (blocks_then - blocks) / number))
        size.keep(what, times.seconds)


def _together(size: Sized) -> None:
    """Work lists and searches, as a morning mixes them."""
    for kind, belongs in _MIXES.items():
        mixed = [page for what, asked in size.pages.items() if belongs(what) for page in asked]
        works = list(islice(_works(mixed), _ARRIVALS_A_SECOND * _SECONDS))
        times = opened(size.port, works, clients=_CLIENTS, arrivals_a_second=_ARRIVALS_A_SECOND)
        size.keep(f"{kind}, {_CLIENTS} clients, {_ARRIVALS_A_SECOND} a second", times.seconds)


_MIXES: dict[str, Callable[[str], bool]] = {
    "work lists": lambda what: what.startswith(("inbox", "list")),
    "searches": lambda what: what.startswith("search"),
}


def _pages(home: House) -> dict[str, list[tuple[str, str]]]:
    """Who asks for what: at a commune's desk, and in the province, where all dossiers may be seen."""
    parts = cast()
    cookies = {part: people.cookie_of(username) for part, username in parts.items()}
    cookies["province"] = people.cookie_of("kiemsoat")
    for cookie in cookies.values():
        home.sql(_COPY_SESSION, people.session_row(cookie))
    codes = [str(code) for (code,) in home.sql("SELECT code FROM dossiers_dossier ORDER BY random() LIMIT 20")]
    names = [str(name) for (name,) in home.sql("SELECT owner_name FROM dossiers_dossier ORDER BY random() LIMIT 6")]
    found = {
        "inbox of a counter": [(cookies["receiver"], _INBOX)],
        "inbox of a specialist": [(cookies["specialist"], _INBOX)],
        "inbox count": [(cookies[part], f"{_INBOX}so-viec/") for part in ("receiver", "specialist", "leader")],
        "list of a commune": [(cookies["leader"], _LIST), (cookies["leader"], f"{_LIST}?trang=9")],
        "list of a commune, narrowed": _each(cookies["leader"], ("trang-thai=in_progress", "qua-han=1")),
        "list of the province": [(cookies["province"], _LIST), (cookies["province"], f"{_LIST}?trang=9")],
        "list of the province, narrowed": _each(cookies["province"], ("trang-thai=in_progress", "qua-han=1")),
        "own dossiers of a citizen": [(cookies["citizen"], _OWN), (cookies["citizen"], f"{_OWN}?trang=2")],
        "look-up by code": [("", f"/tra-cuu/{code}/") for code in codes],
    }
    for who in ("leader", "province"):
        where = "a commune" if who == "leader" else "the province"
        searches = _searches(names, codes)
        found |= {f"search in {where}: {what}": _each(cookies[who], asked) for what, asked in searches.items()}
    return found


def _searches(names: list[str], codes: list[str]) -> dict[str, list[str]]:
    """What people type: a name, words of a procedure, the end of a code, something misspelled, something unknown."""
    return {
        "a name": [f"q={quote(name)}" for name in names],
        "frequent words": ["q=nguyen", "q=khai+sinh", f"q={quote('Nguyễn Thị')}"],
        "a code": [f"q={quote(code.partition('-')[2])}" for code in codes[:6]],
        "misspelled": ["q=nguyenn+thi+hoaa", "q=khai+sinnh", "q=hoang+vam+dinh"],
        "nothing to find": ["q=xyzzy+plugh", "q=999999-9999"],
    }


def _each(cookie: str, queries: Iterator[str] | list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return [(cookie, f"{_LIST}?{query}") for query in queries]


def _works(pages: list[tuple[str, str]]) -> Iterator[Work]:
    for cookie, path in cycle(pages):
        yield _work(cookie, path)


def _work(cookie: str, path: str) -> Work:
    def ask(browser: Browser) -> None:
        status, headers, _body = browser.get(path, cookie)
        found_one = status == 302 and headers["location"].startswith(_LIST)
        if status != 200 and not found_one:
            raise RuntimeError(f"{path} answered {status} {headers.get('location')}.")

    return ask


_COPY_SESSION = """
INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%(key)s, %(data)s, %(until)s)
ON CONFLICT DO NOTHING
"""

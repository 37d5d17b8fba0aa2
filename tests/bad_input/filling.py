"""Finding every form a person can reach, and filling it with sense in all fields but one."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.test import Client
from lxml import html

from tests.visiting import upload

MOST_PAGES = 120
_NEVER = ("/dang-xuat/", "/static/", "/api/")
SENSE = {
    "text": "Triệu Thị Mai",
    "email": "mai@vidu.vn",
    "tel": "0912345678",
    "number": "2",
    "date": "25/12/2026",
    "search": "khai sinh",
    "password": "mot-cua-thu-nghiem",
    "textarea": "Điều 16 Luật Hộ tịch",
}


@dataclass(frozen=True)
class Form:
    """Where it is sent, how, and what a sensible person would put in."""

    url: str
    method: str
    values: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [name for name, _value in self.values]

    @property
    def shape(self) -> tuple[object, ...]:
        """Forms that differ only in the numbers of their address are one."""
        path = tuple(part for part in urlsplit(self.url).path.split("/") if not any(sign.isdigit() for sign in part))
        return (path, self.method, frozenset(self.names), self.files)

    def filled(self, **changed: object) -> dict[str, object]:
        """The fields as a dictionary; a changed field that is None is left out."""
        values: dict[str, object] = {}
        for name, value in self.values:
            values.setdefault(name, value)
        values |= {name: upload() for name in self.files} | changed
        return {name: value for name, value in values.items() if value is not None}


def forms_of(client: Client, starts: list[str]) -> list[Form]:
    """One form of each shape, on every page that links lead to."""
    found: dict[tuple[object, ...], Form] = {}
    for url, page in pages_of(client, starts):
        for form in page.iter("form"):
            read = _read(form, url)
            found.setdefault(read.shape, read)
    return list(found.values())


def forms_on(client: Client, url: str) -> list[Form]:
    """Every form in the main part of one page."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return [_read(form, url) for form in html.fromstring(answer.content).xpath("//main//form")]


def pages_of(client: Client, starts: list[str]) -> Iterator[tuple[str, html.HtmlElement]]:
    """Pages in the order in which links lead to them; one of each shape and question."""
    waiting, seen = list(starts), set()
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        if url in seen or url.startswith(_NEVER):
            continue
        seen.add(url)
        answer = client.get(url, follow=True)
        assert answer.status_code < 500, url
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            page = html.fromstring(answer.content)
            yield answer.wsgi_request.get_full_path(), page
            links = [urljoin(url, link) for link in page.xpath("//a/@href")]
            waiting += [link for link in links if link.startswith("/") and "?" not in link and "#" not in link]


def _read(form: html.FormElement, url: str) -> Form:
    values, files = [], []
    for field in form.xpath(".//input | .//select | .//textarea | .//button"):
        name, kind = field.get("name"), field.get("type", "text") if field.tag == "input" else field.tag
        if not name or name == "csrfmiddlewaretoken":
            continue
        if kind == "file":
            files.append(name)
        elif kind == "select":
            values.append((name, ([*field.value_options, ""])[-1 if len(field.value_options) < 2 else 1]))
        else:
            values.append((name, field.get("value") or SENSE.get(kind, "")))
    # a relative address is relative to its page
    return Form(urljoin(url, form.get("action") or url), form.method, tuple(values), tuple(sorted(set(files))))

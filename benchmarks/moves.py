"""Submitting and accepting through the real pages, against a bare Django endpoint and against psycopg alone.

All write the same rows, in turns, in the same database. The house asks besides: token, rights, form, papers, offer,
number, process, deadline.
"""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import psycopg

from benchmarks import floor, people
from benchmarks.house import House, settle, web
from benchmarks.load import Browser, Times, Work, closed
from benchmarks.table import Line, loaded

_ROUNDS, _A_ROUND, _WARM = 3, {1: 80, 8: 240}, 60
_ROWS = ("dossiers_dossier", "dossiers_party", "dossiers_paper", "dossiers_paperfile", "workflow_processrun",
         "workflow_task", "events_eventrecord")  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One way to write the rows: a server (none: psycopg) and what one client does to create and to accept."""

    name: str
    port: int
    server: "subprocess.Popen[bytes] | None"
    create: Callable[[Browser, people.Applicant], str]
    accept: Callable[[Browser, people.Applicant, str], None]

    def works(self, applicants: list[people.Applicant], *, with_accept: bool) -> Iterator[Work]:
        """One piece of work an applicant."""
        for one in applicants:
            yield self._pair(one) if with_accept else self._single(one)

    def _single(self, one: people.Applicant) -> Work:
        return lambda browser: void(self.create(browser, one))

    def _pair(self, one: people.Applicant) -> Work:
        return lambda browser: self.accept(browser, one, self.create(browser, one))


def void(_answer: object) -> None:
    """Nothing: the answer is not wanted."""


@dataclass
class Measured:
    """What one way did in one round."""

    times: Times
    statements: float
    cpu_ms: float


def main(home: House) -> Iterator[Line]:
    """Measure all; yields the lines of the table."""
    settle(home)
    with _ways(home) as ways:
        _same_rows(home, ways)
        for what in ("create", "submit + accept"):
            for clients in (1, 8):
                yield from _compared(home, ways, what, clients)


def _compared(home: House, ways: list[Way], what: str, clients: int) -> Iterator[Line]:
    """Rounds in turns; rates are medians, ratios medians of the rounds' ratios."""
    found: dict[str, list[Measured]] = {way.name: [] for way in ways}
    with loaded() as load:
        for _turn in range(_ROUNDS):
            for way in ways:
                found[way.name].append(_round(home, way, clients, with_accept=what != "create"))
    rates = {name: [one.times.rate for one in rounds] for name, rounds in found.items()}
    for name, rounds in found.items():
        share = median(ours / bare for ours, bare in zip(rates[name], rates["bare Django"], strict=True))
        p95 = median(one.times.percentile(95) for one in rounds)
        asked, cpu = median(one.statements for one in rounds), median(one.cpu_ms for one in rounds)
        of_bare = f"{share:.2f} of bare Django"
        says = f"{median(rates[name]):.0f}/s = {of_bare}; p95 {p95:.0f} ms, {asked:.1f} statements, {cpu:.1f} ms CPU"
        yield Line(f"{what}, clients: {clients}, {name}", says, load())


def _round(home: House, way: Way, clients: int, *, with_accept: bool) -> Measured:
    applicants = list(people.applicants(_A_ROUND[clients]))
    servers = [way.server] if way.server else []
    statements, cpu = home.statements(), home.cpu_seconds(*servers)
    times = closed(way.port, way.works(applicants, with_accept=with_accept), clients=clients)
    used, asked = home.cpu_seconds(*servers) - cpu, home.statements() - statements
    return Measured(times, asked / len(applicants), 1000 * used / len(applicants))


@contextmanager
def _ways(home: House) -> Iterator[list[Way]]:
    """The house, warm, then the two it is measured against, made of what it writes."""
    with web(home) as (port, server):
        ours = our_way(port, server)
        browser, codes = Browser(port), []
        for one in people.applicants(_WARM):
            codes.append(ours.create(browser, one))
        rows = floor.rows_of(home.url, codes[-1])
        for one, code in zip(people.applicants(_WARM), codes, strict=True):
            if code != codes[-1]:
                ours.accept(browser, one, code)
        with web(home, settings="benchmarks.bare.settings") as (bare_port, bare):
            yield [ours, _bare_way(bare_port, bare, rows), _floor_way(home, rows)]


def our_way(port: int, server: "subprocess.Popen[bytes]") -> Way:
    from django.urls import reverse

    receivers, form = people.receivers(), {"csrfmiddlewaretoken": people.CSRF}

    def create(browser: Browser, one: people.Applicant) -> str:
        path = reverse("dossiers:apply-step", args=[one.draft, "kiem-tra"])
        return _redirected(browser.post(path, one.cookie, form)).split("/")[2]

    def accept(browser: Browser, _one: people.Applicant, code: str) -> None:
        path = reverse("dossiers:desk-move", args=[code, "accept"])
        _redirected(browser.post(path, receivers[code.rsplit("-", 2)[0]], form))

    return Way("the house", port, server, create, accept)


def _bare_way(port: int, server: "subprocess.Popen[bytes]", rows: dict[str, list[floor.Row]]) -> Way:
    receivers, given = people.receivers(), _given(rows)

    def create(browser: Browser, one: people.Applicant) -> str:
        body = given | {"agency_code": one.agency_code, "draft": one.draft}
        return str(_answered(browser.send("/create/", one.cookie, json.dumps(body))).split("<strong>")[1].split("<")[0])

    def accept(browser: Browser, one: people.Applicant, code: str) -> None:
        _answered(browser.send("/accept/", receivers[one.agency_code], json.dumps({"code": code})))

    return Way("bare Django", port, server, create, accept)


def _floor_way(home: House, rows: dict[str, list[floor.Row]]) -> Way:
    write, payload = floor.create(rows), rows["events_eventrecord"][-1]["payload"]
    kept: dict[int, psycopg.Connection[Any]] = {}

    def connection(browser: Browser) -> "psycopg.Connection[Any]":
        """One a client, as a web process keeps it."""
        if id(browser) not in kept:
            kept[id(browser)] = psycopg.connect(home.url, autocommit=True)
        return kept[id(browser)]

    def create(browser: Browser, one: people.Applicant) -> str:
        return write(connection(browser), one.agency_code, one.draft)

    def accept(browser: Browser, one: people.Applicant, code: str) -> None:
        floor.accept(connection(browser), code, one.agency_code, payload)

    return Way("bare psycopg, one statement", 0, None, create, accept)


def _given(rows: dict[str, list[floor.Row]]) -> dict[str, object]:
    """The values of the house's rows as the bare endpoint is sent them."""
    (dossier,) = rows["dossiers_dossier"]
    fixed = {"id", "code", "submission_key", "submitted_at", "agency_code", "receiving_agency_code", "search_key"}
    files = {row["of_paper"]: row["file_id"] for row in rows["dossiers_paperfile"]}
    return {
        "dossier": {name: value for name, value in dossier.items() if name not in fixed and value is not None},
        "parties": [_without(row, "id", "dossier_id", "birth_on") for row in rows["dossiers_party"]],
        "papers": [_without(row, "id", "dossier_id") for row in rows["dossiers_paper"]],
        "files": [files.get(row["number"]) for row in rows["dossiers_paper"]],
        "payload": rows["events_eventrecord"][-1]["payload"],
    }


def _without(row: floor.Row, *names: str) -> floor.Row:
    return {name: value for name, value in row.items() if name not in names}


def _same_rows(home: House, ways: list[Way]) -> None:
    """Refuse to compare ways that do not write the same numbers of rows."""
    written = {}
    for way in ways:
        before = _counts(home)
        applicants = list(people.applicants(4))
        closed(way.port, way.works(applicants, with_accept=True), clients=1)
        written[way.name] = [after - old for old, after in zip(before, _counts(home), strict=True)]
    if len({tuple(counts) for counts in written.values()}) > 1:
        raise AssertionError(f"Not the same rows of {_ROWS}: {written}")


def _counts(home: House) -> list[int]:
    return [int(str(home.sql(f"SELECT count(*) FROM {table}")[0][0])) for table in _ROWS]


def _redirected(answer: tuple[int, dict[str, str], bytes]) -> str:
    status, headers, _body = answer
    if status != 302 or "dang-nhap" in headers["location"]:
        raise RuntimeError(f"Answered {status} {headers.get('location')}.")
    return headers["location"]


def _answered(answer: tuple[int, dict[str, str], bytes]) -> str:
    status, _headers, body = answer
    if status != 200:
        raise RuntimeError(f"Answered {status}.")
    return body.decode()

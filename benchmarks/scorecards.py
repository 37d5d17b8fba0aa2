"""The scorecard of a province: 1,315 tasks of 60 units with 36 monthly reports each, 60 plans of units with targets.

The floor is the lightest page for the same officer in the same run: the shell, his rights, one list. One client asks
one page after the other, in turns, so that what else the machine does falls on all alike.
"""

from collections.abc import Iterator
from itertools import cycle, islice
from statistics import median

from benchmarks import people
from benchmarks.house import House, settle, web
from benchmarks.load import Browser, Work, closed
from benchmarks.table import Line, loaded

_TASKS, _UNITS, _REPORTS, _TARGETS = 1315, 60, 36, 20
_DONE = 662
_WARM, _ASKED, _ROUNDS = 3, 20, 3
_OFFICER = "kiemsoat"
_FLOOR = ("floor: a page with nothing to count", "/kiem-tra/bo-cau-hoi/")
_PAGES = (
    ("scorecard of the province", "/the-diem/"),
    ("60 units beside each other", "/the-diem/don-vi/?cap=commune"),
    ("scorecard of one commune", "/the-diem/?don-vi=H14.31"),
    ("«4 không, 1 có»", "/the-diem/bon-khong-mot-co/"),
)
_FILL_TASKS = """
INSERT INTO assignments_assignment (code, plan_code, number, item_label, agency_code, area, content, content_key,
    product, lead_code, supervisor_code, co_codes, periodicity, starts_on, ends_on, due_on, round_number, priority,
    target_code, par_codes, implements_code, funding, state, created_by, created_at)
SELECT 'BENCH.' || n, 'KH-' || y || '-H14', n, n::text, 'H14', (n %% 7)::text, 'Việc ' || n, md5(n::text), 'Báo cáo',
       (%(units)s::text[])[1 + n %% %(count)s], 'H14', '{}', '', make_date(y, 1, 1), make_date(y, 12, 31),
       make_date(y, 1 + n %% 12, 15), 1, 'normal', 'KH-' || y || '-H14.01', '{}', '', '',
       CASE WHEN n <= %(done)s THEN 'done' ELSE 'in_progress' END, 'bench', make_date(y, 1, 2)
FROM generate_series(1, %(tasks)s) AS n, (SELECT extract(year FROM now())::int AS y) AS this
"""
_FILL_ENTRIES = """
INSERT INTO assignments_entry (assignment_id, number, move, at, username, agency_code, note, percent, state,
    round_number, due_on, was_due_on, handed_in_on, document_number, digest)
SELECT a.id, n, CASE WHEN n = %(last)s AND a.state = 'done' THEN 'accept_product' ELSE 'report' END,
       a.created_at + n * interval '1 day', 'bench', a.lead_code, '', NULL,
       CASE WHEN n = %(last)s THEN a.state ELSE 'in_progress' END, 1, a.due_on, a.due_on,
       CASE WHEN n = %(last)s AND a.state = 'done' THEN a.due_on END, '', md5(a.id || ':' || n)
FROM assignments_assignment a, generate_series(1, %(last)s) AS n WHERE a.created_by = 'bench'
"""


def main(home: House) -> Iterator[Line]:
    """Measure; yields the lines of the table."""
    settle(home)
    units = [str(code) for (code,) in home.sql("SELECT code FROM organisation_agency WHERE level = 'commune' "
                                               f"ORDER BY code LIMIT {_UNITS}")]  # fmt: skip
    _plans(units)
    home.sql(_FILL_TASKS, {"units": units, "count": len(units), "tasks": _TASKS, "done": _DONE})
    home.sql(_FILL_ENTRIES, {"last": _REPORTS + 1})
    home.sql("VACUUM ANALYZE")
    cookie = people.cookie_of(_OFFICER)
    seconds: dict[str, list[float]] = {what: [] for what, _path in (_FLOOR, *_PAGES)}
    with loaded() as load, web(home) as (port, _server):
        for _what, path in (_FLOOR, *_PAGES):
            closed(port, _works(cookie, path, _WARM), clients=1)
        for _turn in range(_ROUNDS):
            for what, path in (_FLOOR, *_PAGES):
                seconds[what] += closed(port, _works(cookie, path, _ASKED), clients=1).seconds
        for what, times in seconds.items():
            yield Line(f"{what}, {_TASKS:,} tasks × {len(units)} units × {_REPORTS} reports",
                       _says(times, seconds[_FLOOR[0]]), load())  # fmt: skip


def _says(times: list[float], floor: list[float]) -> str:
    p95 = 1000 * sorted(times)[int(len(times) * 0.95)]
    return f"p95 {p95:.0f} ms, median {1000 * median(times):.0f} ms; {median(times) / median(floor):.1f} × the floor"


def _plans(units: list[str]) -> None:
    """A plan of the province and of each unit, every target bound to an indicator."""
    from motcua.kernel import clock
    from motcua.oversight.reform.rules.words import MeasureKind
    from motcua.oversight.reform.tests.factories import issue, make_plan, make_target

    year = clock.today().year
    live = {"measure": MeasureKind.INDICATOR}
    indicators = cycle(("online_rate", "on_time_rate", "digitised_rate", "electronic_result_rate"))
    for agency in ("H14", *units):
        plan = make_plan(f"KH-{year}-{agency}", agency=agency, issued=False, year_from=year, year_to=year)
        for number in range(1, _TARGETS + 1):
            make_target(plan, number, agency_code=agency, measure_code=next(indicators), **live)
        issue(plan)


def _works(cookie: str, path: str, count: int) -> Iterator[Work]:
    def ask(browser: Browser) -> None:
        status, _headers, _body = browser.get(path, cookie)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}.")

    return islice(cycle([ask]), count)

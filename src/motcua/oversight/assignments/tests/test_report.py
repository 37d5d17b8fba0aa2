"""The progress report: 662 of 1,315 tasks done, from rows, through the checker without a remark."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.oversight.assignments.actions.assigning import give_assignments
from motcua.oversight.assignments.models import Assignment, Entry, SteeringDocument
from motcua.oversight.assignments.queries.report import ground_of, paper_of
from motcua.oversight.assignments.rules.life import Move, State
from motcua.oversight.assignments.rules.pieces import Paper
from motcua.oversight.assignments.rules.rounds import Period, Span, latest_period, period_of, periods_of
from motcua.oversight.assignments.tests.factories import (
    COMMUNE,
    DEPARTMENT,
    HOME,
    JUNE,
    MARCH,
    OFFICE,
    PLAN,
    PROVINCE,
    draft,
    make_assignment,
    make_move,
    make_office,
)
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target
from motcua.oversight.report_check.public import check_text, text_of_file

pytestmark = pytest.mark.django_db
TASKS, DONE, LATE = 1315, 662, 62
REPORT, WORD = "/nhiem-vu/bao-cao/?co-quan=H14&ky=2026-6T", "/nhiem-vu/bao-cao/tai/?co-quan=H14&ky=2026-6T"
JULY = clock.at(date(2026, 7, 10), 9)


@pytest.fixture
def half_year():
    """1,315 tasks of three agencies, 662 done by the end of June, 62 of them late; 100 others overdue."""
    with year_of(TASKS, DONE, overdue=100) as office:
        yield office


@pytest.fixture
def small_year():
    """The same with 90 tasks, 70 of them done."""
    with year_of(90, 70, overdue=8) as office:
        yield office


@contextmanager
def year_of(tasks, done, *, overdue):
    """Tasks given in March; the clock stands in July."""
    office = make_office()
    load_definitions()
    plan = make_plan(PLAN, issued=False)
    for number, area in enumerate("123456", start=1):
        make_target(plan, number, area=area, name=f"Tỷ lệ việc nhóm {number} hoàn thành", minimum=80, strive=95)
    issue(plan)
    leads = (DEPARTMENT, OFFICE, COMMUNE)
    drafts = [
        (line, draft(line, area=str(line % 7), lead_code=leads[line % 3], co_codes=(),
                     ends_on=date(2026, 6, 15) if line <= done + overdue else date(2026, 11, 30)))
        for line in range(1, tasks + 1)
    ]  # fmt: skip
    taken = give_assignments(drafts, home=HOME, explain=lambda text, _told: text, officer="cai.cach", at=MARCH)
    assert (taken.new, taken.refused) == (tasks, [])
    finish(list(Assignment.objects.order_by("number")[:done]))
    with clock.frozen(JULY):
        yield office


def finish(rows):
    """As accepting, handing in and judging leave it: 1,315 lives by single moves would take a minute."""
    stored = make_move(make_move(rows[0], Move.ACCEPT, at=MARCH), Move.SUBMIT, at=MARCH)
    make_move(stored, Move.ACCEPT_PRODUCT, at=MARCH)
    lines = []
    for number, row in enumerate(rows[1:], start=1):
        handed_in_on = date(2026, 6, 20) if number <= LATE else date(2026, 6, 10)
        at = clock.at(date(2026, 6, 25), 9)
        lines.append(Entry(assignment=row, number=2, move=Move.ACCEPT_PRODUCT, at=at, username="cai.cach",
                           agency_code=PROVINCE, state=State.DONE, round_number=1, due_on=row.due_on,
                           was_due_on=row.due_on, handed_in_on=handed_in_on))  # fmt: skip
    Entry.objects.bulk_create(lines)
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.DONE)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(paper: Paper) -> str:
    return "\n".join(line.words for section in paper.sections for line in section.lines)


def test_the_half_year_report_says_what_the_rows_say_and_the_checker_finds_nothing(half_year):
    client = signed_in(half_year.giver)
    response = client.get(WORD)
    text = text_of_file(response.content, "bao-cao.docx")
    assert "hoàn thành 662/1.315 nhiệm vụ, đạt 50,34 %" in text
    assert "Còn 653/1.315 nhiệm vụ chưa hoàn thành, chiếm 49,66 %" in text
    report = check_text(text, today=date(2026, 7, 10))
    assert [(remark.kind, remark.quote, remark.explanation) for remark in report.remarks] == []
    assert report.recomputed > 10
    page = client.get(REPORT).content.decode()
    assert ">662</a>" in page
    assert ">50,34</a>" in page


def test_every_figure_of_the_report_opens_exactly_its_rows(small_year):
    ground = ground_of(small_year.giver, PROVINCE, Period(Span.HALF, 2026), now=JULY)
    paper = paper_of(ground, period_words="6 tháng đầu năm 2026")
    client = signed_in(small_year.giver)
    pieces = [piece for section in paper.sections for line in section.lines for piece in line.pieces]
    counts = [piece for piece in pieces if piece.url.startswith("/nhiem-vu/?") and "," not in piece.words]
    cells = paper.sheet.rows[0][1:3] + paper.sheet.rows[-1][1:3]
    assert len(counts) > 20
    for piece in {*counts[:12], *counts[-4:], *cells}:
        listed = client.get(piece.url)
        assert listed.status_code == 200
        assert f"{piece.words} nhiệm vụ, việc gấp trước" in listed.content.decode(), piece


def test_a_report_of_a_past_period_does_not_change_with_what_came_later(small_year):
    ground = ground_of(small_year.giver, PROVINCE, Period(Span.HALF, 2026), now=JULY)
    before = text_of(paper_of(ground, period_words=""))
    late = Assignment.objects.filter(due_on__lt=JUNE).exclude(state=State.DONE).first()
    for move in (Move.ACCEPT, Move.SUBMIT, Move.ACCEPT_PRODUCT):
        late = make_move_as(late, move)
    later = ground_of(small_year.giver, PROVINCE, Period(Span.HALF, 2026), now=clock.at(date(2026, 9, 1)))
    assert text_of(paper_of(later, period_words="")) == before


def make_move_as(row, move):
    return make_move(row, move, at=clock.at(date(2026, 7, 20), 9))


def test_the_outline_is_the_official_one_and_nothing_is_made_up_where_there_is_nothing():
    office = make_office()
    load_definitions()
    with clock.frozen(JULY):
        page = signed_in(office.lead).get("/nhiem-vu/bao-cao/?co-quan=H14.05&ky=2026-6T").content.decode()
    for words in ("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "II. KẾT QUẢ", "1. Cải cách thể chế", "6. ", "III. TỒN TẠI",
                  "IV. NHIỆM VỤ TRỌNG TÂM", "không có nhiệm vụ, chỉ tiêu nào", "đã ban hành"):  # fmt: skip
        assert words in page
    assert " %" not in page[page.index("<article") : page.index("</article>")]
    with clock.frozen(JULY):
        assert signed_in(office.lead).get("/nhiem-vu/bao-cao/?co-quan=H14.03").status_code == 404


def test_documents_issued_in_the_period_are_counted_and_opened():
    office = make_office()
    load_definitions()
    for number, day in ((1, date(2026, 2, 1)), (2, JUNE), (3, date(2026, 7, 1))):
        SteeringDocument.objects.create(agency_code=PROVINCE, number=f"{number}/CV-UBND", issued_on=day, issuer="UBND",
                                        abstract="Đôn đốc", entered_by="x", entered_at=MARCH)  # fmt: skip
    make_assignment()
    ground = ground_of(office.giver, PROVINCE, Period(Span.HALF, 2026), now=JULY)
    line = paper_of(ground, period_words="").sections[0].lines[0]
    assert "đã ban hành 2 văn bản" in line.words
    url = next(piece.url for piece in line.pieces if piece.url)
    with clock.frozen(JULY):
        assert signed_in(office.giver).get(url).content.decode().count("data-row-link") == 2


def test_periods_are_written_and_read_the_same_way():
    for period in periods_of(2026):
        assert period_of(period.key) == period
        assert period.following.last_on > period.last_on
        assert period.first_on <= period.last_on
    for nonsense in ("", "2026-13", "2026-Q5", "x", "2026-6", "1999"):
        assert period_of(nonsense) is None
    assert latest_period(date(2026, 7, 5)) == Period(Span.HALF, 2026)
    assert latest_period(date(2026, 11, 23)) == Period(Span.NINE, 2026)

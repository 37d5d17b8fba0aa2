"""«Ngay trong ngày», the answer to what was sent online, and paper on its way: each by the policy of its day."""

from dataclasses import replace
from decimal import Decimal

import pytest

from motcua.registry.worktime.queries.words import line_words
from motcua.registry.worktime.rules.clock import answer_due_at, forward_due_at, legal_clock
from motcua.registry.worktime.rules.explanation import Why
from motcua.registry.worktime.rules.terms import DEFAULT, Allowance, FirstDay, Policy, Unit
from motcua.registry.worktime.tests.factories import allowed, moment, national_calendar, stop

NATION = national_calendar()


def found(received, amount=1, policy=DEFAULT, stops=()):
    return legal_clock(allowed(amount, "same_day"), NATION, started_at=moment(received), policy=policy, stops=stops)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param("20/11/2026 09:00", "20/11/2026 17:00", id="today"),
        pytest.param("20/11/2026 15:00", "20/11/2026 17:00", id="at 15:00 sharp is not after it"),
        pytest.param("20/11/2026 15:01", "23/11/2026 17:00", id="after 15:00: the next working day"),
        pytest.param("23/11/2026 16:00", "25/11/2026 17:00", id="after 15:00, and the next day is a holiday"),
        pytest.param("20/11/2026 17:30", "23/11/2026 17:00", id="after closing counts as the next opening"),
        pytest.param("21/11/2026 16:00", "23/11/2026 17:00", id="on a Saturday: Monday, not Tuesday"),
        pytest.param("21/08/2026 15:30", "22/08/2026 17:00", id="the next working day is a Saturday worked"),
    ],
)
def test_what_is_due_the_same_day_is_due_the_next_if_received_after_15(received, expected):
    assert found(received).due_at == moment(expected)


def test_the_moment_after_which_the_next_day_holds_is_policy():
    assert found("20/11/2026 15:30", policy=Policy(same_day_until=16 * 60)).due_at == moment("20/11/2026 17:00")
    assert found("20/11/2026 11:00", policy=Policy(same_day_until=10 * 60)).due_at == moment("23/11/2026 17:00")


def test_more_than_one_such_day_counts_the_day_of_receipt_as_the_first():
    assert found("20/11/2026 09:00", 2).due_at == moment("23/11/2026 17:00")
    assert found("20/11/2026 16:00", 2).due_at == moment("25/11/2026 17:00")
    assert found("20/11/2026 09:00", "1.5").due_at == found("20/11/2026 09:00", 2).due_at


def test_a_stop_adds_the_working_time_stopped_to_a_same_day_period_too():
    stopped = stop("20/11/2026 10:00", "23/11/2026 08:00")
    assert found("20/11/2026 09:00", stops=[stopped]).due_at == moment("23/11/2026 15:00")


def test_the_explanation_says_why_today_does_not_count():
    policy = replace(DEFAULT, legal_basis="Quyết định 5/2026")
    late = found("23/11/2026 16:00", policy=policy).lines
    assert [line.why for line in late] == [Why.TOO_LATE_TODAY, Why.DECIDED_OFF, Why.COUNTED]
    assert line_words(late[0]) == "Tiếp nhận sau 15:00, tính từ ngày làm việc tiếp theo"
    assert late[0].legal_basis == "Quyết định 5/2026"
    assert late[2].number == 1
    [today] = found("20/11/2026 09:00").lines
    assert (today.why, today.number) == (Why.COUNTED, 1)


def test_the_explanation_says_whether_the_first_day_counts():
    def first(policy, unit="working_day"):
        return legal_clock(allowed(2, unit), NATION, started_at=moment("16/11/2026 09:00"), policy=policy).lines[0]

    assert first(Policy(FirstDay.COUNTED)).number == 1
    assert first(Policy(FirstDay.NOT_COUNTED)).why is Why.FIRST_NOT_COUNTED
    assert first(DEFAULT).why is Why.FIRST
    assert first(DEFAULT, "day").legal_basis == "Bộ luật Dân sự 2015, Điều 147"


def test_an_application_sent_online_is_answered_within_eight_working_hours():
    assert answer_due_at(NATION, moment("20/11/2026 16:00")) == moment("23/11/2026 16:00")
    assert answer_due_at(NATION, moment("21/11/2026 22:00")) == moment("23/11/2026 17:00")
    sooner = Policy(answer_within=Allowance(Decimal(4), Unit.WORKING_HOUR))
    assert answer_due_at(NATION, moment("20/11/2026 16:00"), sooner) == moment("23/11/2026 10:00")


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("20/11/2026 09:00", "20/11/2026 17:00"),
        ("20/11/2026 15:00", "20/11/2026 17:00"),
        ("20/11/2026 15:01", "23/11/2026 07:00"),
        ("23/11/2026 16:00", "25/11/2026 07:00"),
        ("21/11/2026 09:00", "23/11/2026 17:00"),
    ],
)
def test_paper_travels_the_same_day_or_next_morning(taken, expected):
    assert forward_due_at(NATION, moment(taken)) == moment(expected)

"""Counts follow the moves of real dossiers, once each, and can be told as they were known."""

from copy import deepcopy
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.casework.dossiers.public import (
    DefectInput,
    provide_supplement,
    reopen_dossier,
    request_supplement,
    withdraw_dossier,
)
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, assigned, proposed, resolved, returned, whole_way
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.relay import place
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.insight.actions.checking import compare
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.actions.telling import count_dossiers, recount_dossiers
from motcua.oversight.insight.jobs import check_figures
from motcua.oversight.insight.models import Cut, Entry, Measure, Movement, Reconciliation, Tally
from motcua.oversight.insight.queries.counting import Asked, Window, counted
from motcua.oversight.insight.queries.definitions import indicators_on
from motcua.oversight.insight.queries.finding import dossiers_behind
from motcua.oversight.insight.rules.formula import read_formula
from motcua.oversight.insight.tests.factories import deliver_to_figures

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MONTH = Window(clock.at(date(2026, 3, 1)), clock.at(date(2026, 4, 1)))


@made_once
def begun():
    load_definitions()
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


def number(text, window=MONTH, **more):
    formula = read_formula(text)
    return counted({"n": Asked(formula, window)}, agencies=None, **more)[()]["n"]


def figure(code, window=MONTH):
    ratio = indicators_on(date(2026, 3, 31))[code].ratio
    return counted({"n": Asked(ratio.numerator, window)}, agencies=None)[()]["n"]


def test_a_dossier_is_counted_at_each_moment_of_its_life(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    at = {hours: Window(MONTH.from_at, MONDAY + hours * HOUR) for hours in (0.5, 3, 7.5, 9)}
    assert [figure("waiting", at[h]) for h in at] == [1, 0, 0, 0]
    assert [figure("open", at[h]) for h in at] == [0, 1, 0, 0]
    assert [figure("finished_early", at[h]) for h in at] == [0, 0, 1, 1]
    assert [figure("uncollected", at[h]) for h in at] == [0, 0, 1, 0]
    assert figure("received_online") == 1


def test_an_open_dossier_becomes_overdue_by_itself_a_minute_after_its_date(cast):
    dossier = accepted(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    late_from = dossier.due_at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    just_before, just_after = Window(MONTH.from_at, late_from), Window(MONTH.from_at, late_from + timedelta(seconds=1))
    assert (figure("open_overdue", just_before), figure("open_in_time", just_before)) == (0, 1)
    assert (figure("open_overdue", just_after), figure("open_in_time", just_after)) == (1, 0)


def test_a_dossier_paused_in_time_does_not_become_overdue(cast):
    dossier = assigned(cast, accepted(cast, make_dossier(cast), MONDAY + HOUR), MONDAY + 2 * HOUR)
    ask = {"defects": [DefectInput("Thiếu tờ khai")], "reason": "Thiếu", "officer": cast.receiver.username}
    request_supplement(dossier, at=MONDAY + 3 * HOUR, **ask)
    deliver_to_figures()
    assert (figure("open_overdue"), figure("open_in_time"), figure("open_paused")) == (0, 1, 1)
    provide_supplement(dossier, files={}, paper_copies=[1], actor=cast.citizen.username, at=MONDAY + 10 * DAY)
    deliver_to_figures()
    assert (figure("open_overdue"), figure("open_paused")) == (1, 0)  # at the month's end, not on the tenth day
    assert figure("open_overdue", Window(MONTH.from_at, MONDAY + 11 * DAY)) == 0


def test_the_second_request_for_a_supplement_makes_it_late_at_once(cast):
    dossier = assigned(cast, accepted(cast, make_dossier(cast), MONDAY + HOUR), MONDAY + 2 * HOUR)
    ask = {"defects": [DefectInput("Thiếu tờ khai")], "reason": "Thiếu", "officer": cast.receiver.username}
    request_supplement(dossier, at=MONDAY + 3 * HOUR, **ask)
    provide_supplement(dossier, files={}, paper_copies=[1], actor=cast.citizen.username, at=MONDAY + 4 * HOUR)
    request_supplement(dossier, at=MONDAY + 5 * HOUR, is_approved=True, **ask)
    deliver_to_figures()
    assert figure("open_overdue", Window(MONTH.from_at, MONDAY + 6 * HOUR)) == 1
    assert figure("second_supplements") == 1


def test_carried_over_and_received_equal_finished_open_and_ended(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    accepted(cast, make_dossier(cast), MONDAY + HOUR)
    gone = accepted(cast, make_dossier(cast), MONDAY + HOUR)
    withdraw_dossier(gone, reason="Đổi ý", actor=cast.citizen.username, at=MONDAY + 20 * DAY)
    deliver_to_figures()
    for days in range(1, 30, 4):
        window = Window(MONDAY + days * DAY / 2, MONDAY + days * DAY)
        left = number("opening(open) + during(received) + during(moved_in)", window)
        right = "during(finished) + closing(open) + during(withdrawn) + during(stopped) + during(moved_out)"
        assert left == number(right, window)


def test_what_became_known_later_is_left_out_of_figures_as_known_then(cast):
    with clock.frozen(MONDAY + 9 * HOUR):
        dossier = accepted(cast, make_dossier(cast), MONDAY + HOUR)
    with clock.frozen(MONDAY + 40 * DAY):  # written down weeks after it happened
        dossier = assigned(cast, dossier, MONDAY + 2 * HOUR)
        resolved(cast, proposed(cast, dossier, MONDAY + 3 * HOUR), MONDAY + 6 * HOUR)
    deliver_to_figures()
    then = Window(MONTH.from_at, MONTH.to_at, known_at=MONTH.to_at)
    assert (figure("finished", then), figure("open_overdue", then)) == (0, 1)
    assert (figure("finished"), figure("open_overdue")) == (1, 0)


def test_the_dossiers_behind_a_number_are_those_it_counts(cast):
    done = whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    still = accepted(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    asked = Asked(read_formula("closing(open) - closing(overdue)"), Window(MONTH.from_at, MONDAY + 5 * HOUR))
    assert dossiers_behind(asked, agencies=[COMMUNE]) == [(still.code, 1), (done.code, 1)]
    assert dossiers_behind(Asked(asked.formula, MONTH), agencies=None) == []  # open and overdue: 1 - 1
    assert dossiers_behind(asked, agencies=["H14.32"]) == []


def test_an_event_that_is_delivered_again_adds_nothing(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    before = Movement.objects.count()
    subject = Tally.objects.get().subject
    recount_dossiers([subject])
    assert count_dossiers([subject]) == 0
    assert Movement.objects.count() == before


def test_the_check_finds_what_was_changed_by_hand_and_puts_it_right(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    said = StringIO()
    call_command("check_figures", stdout=said)
    assert "0 hồ sơ sai khác" in said.getvalue()
    late, _is_new = Measure.objects.get_or_create(fact="finished", detail="late")
    Entry.objects.filter(measure__fact="finished").update(measure=late)
    with pytest.raises(CommandError, match="--repair"):
        call_command("check_figures", stdout=said)
    assert "finished late" in said.getvalue()
    call_command("check_figures", repair=True, stdout=StringIO())
    assert (compare().wrong, figure("finished_early")) == ([], 1)


def test_counting_anew_writes_only_what_is_wrong_or_missing(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    (code,) = Tally.objects.values_list("subject", flat=True)
    assert recount_dossiers([code]) == 0
    kept = set(Entry.objects.values_list("id", flat=True))
    gone, _wrong = Entry.objects.filter(measure__fact="received").delete()
    wrong = Entry.objects.filter(measure__fact="finished").update(amount=7)
    assert recount_dossiers([code]) == gone + 2 * wrong
    assert len(kept - set(Entry.objects.values_list("id", flat=True))) == gone + wrong
    assert compare().wrong == []


def test_the_check_finds_rows_of_a_dossier_that_no_event_knows(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    Entry.objects.create(
        tally=Tally.objects.create(subject="H14.31-000000-0000"), position=1, recorded_at=MONDAY, at=MONDAY, amount=1,
        measure=Measure.objects.get(fact="received"), cut=Cut.objects.first(),
    )  # fmt: skip
    assert compare().wrong == ["H14.31-000000-0000"]


def test_the_nightly_check_keeps_what_it_found(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    Tally.objects.update(position=EventRecord.objects.order_by("position").exclude(position=None)[0].position)
    check_figures(MONDAY)
    kept = Reconciliation.objects.get()
    assert (kept.at, kept.dossiers, kept.behind, kept.differing) == (MONDAY, 1, 1, 1)
    assert kept.examples


def test_a_result_taken_back_and_made_anew_is_finished_once_at_its_first_end(cast):
    dossier = assigned(cast, accepted(cast, make_dossier(cast), MONDAY + HOUR), MONDAY + 2 * HOUR)
    dossier = resolved(cast, proposed(cast, dossier, MONDAY + 3 * HOUR), MONDAY + 6 * HOUR)
    dossier = reopen_dossier(dossier, reason="Sai tên", officer=cast.leader.username, at=MONDAY + 7 * HOUR)
    dossier = assigned(cast, dossier, MONDAY + 7 * DAY)
    dossier = resolved(cast, proposed(cast, dossier, MONDAY + 8 * DAY), MONDAY + 9 * DAY)
    returned(cast, dossier, MONDAY + 10 * DAY)
    deliver_to_figures()
    assert [figure(code) for code in ("finished", "finished_early", "open", "reopened")] == [1, 1, 0, 1]


def test_a_page_of_figures_asks_one_statement(cast, django_assert_num_queries):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    views = indicators_on(date(2026, 3, 31))
    asked = {code: Asked(view.ratio.numerator, MONTH) for code, view in views.items()}
    counted(asked, agencies=[COMMUNE], by=("field",))  # a process remembers which agencies there are
    with django_assert_num_queries(1):
        counted(asked, agencies=[COMMUNE], by=("field",))


def test_dossiers_from_before_the_figures_are_counted_by_a_repair(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    while place():
        pass
    assert (len(compare().behind), figure("finished")) == (1, 0)
    call_command("check_figures", repair=True, stdout=StringIO())
    assert (compare().behind, figure("finished")) == ([], 1)

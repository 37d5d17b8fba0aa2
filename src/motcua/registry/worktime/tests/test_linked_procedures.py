"""Linked procedures: one date for the applicant, one for each leg, and whose leg made it late."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.registry.worktime.errors import LegsNotUsable
from motcua.registry.worktime.rules.calendar import Calendar, Season
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.linked import Blame, Leg, linked_clock
from motcua.registry.worktime.rules.standing import Verdict
from motcua.registry.worktime.rules.terms import AfterSupplement, Allowance, FirstDay, Policy, Stop, StopReason, Unit
from motcua.registry.worktime.tests.factories import HOURS_7_30, allowed, moment, national_calendar, stop

NATION = national_calendar()
START, LONG_AFTER = moment("02/11/2026 08:00"), moment("31/12/2026 08:00")


def leg(code, days=2, after=(), ended=None, received=None, **more):
    ends, begins = ended and moment(ended), received and moment(received)
    more = {"calendar": NATION, "allowance": allowed(days, "working_day")} | more
    return Leg(code, after=tuple(after), ended_at=ends, received_at=begins, **more)


def counted(*legs, at=LONG_AFTER):
    return linked_clock(legs, started_at=START, at=at)


def dates(whole):
    return {one.code: f"{one.promised_at:%d/%m %H:%M}" for one in whole.legs}


def test_legs_one_after_another_are_summed():
    whole = counted(leg("ward"), leg("tax", 3, ["ward"]), leg("police", 1, ["tax"]), at=START)
    assert dates(whole) == {"ward": "04/11 08:00", "tax": "09/11 08:00", "police": "10/11 08:00"}
    assert whole.due_at == moment("10/11/2026 08:00")
    assert (whole.ended_at, whole.standing.verdict) == (None, Verdict.ON_TIME)


def test_legs_side_by_side_count_with_the_longest():
    whole = counted(leg("ward"), leg("tax", 5, ["ward"]), leg("police", 1, ["ward"]), leg("hand", 1, ["tax", "police"]))
    assert whole.due_at == moment("12/11/2026 08:00")
    assert dates(whole)["police"] == "05/11 08:00"


def test_each_leg_counts_by_its_own_calendar_and_unit():
    office = Calendar([Season(HOURS_7_30)])
    tax = leg("tax", after=["ward"], calendar=office, allowance=allowed("7.5", "working_hour"))
    whole = counted(leg("ward"), tax)
    expected = legal_clock(allowed("7.5", "working_hour"), office, started_at=moment("04/11/2026 08:00"))
    assert whole.due_at == expected.due_at == moment("05/11/2026 08:00")


def test_defect_10_a_supplement_in_one_leg_moves_the_whole_and_the_date_never_goes_missing():
    stops = (stop("03/11/2026 08:00", "05/11/2026 08:00"),)
    assert counted(leg("ward", stops=stops), leg("tax", 3, ["ward"])).due_at == moment("11/11/2026 08:00")
    open_stop = (stop("03/11/2026 08:00", None),)
    whole = counted(leg("ward", stops=open_stop), leg("tax", 3, ["ward"]))
    assert whole.due_at == moment("09/11/2026 08:00")
    assert (whole.standing.verdict, whole.standing.is_stopped) == (Verdict.ON_TIME, True)


def test_a_stop_counts_once_even_where_one_leg_was_done_ahead_of_its_time():
    """The ward ends in one hour of its five days; the tax office's stop falls into days that were the ward's."""
    stops = (stop("03/11/2026 08:00", "04/11/2026 08:00"),)
    ahead = counted(leg("ward", 5, ended="02/11/2026 09:00"), leg("tax", 3, ["ward"], stops=stops))
    assert ahead.due_at == moment("13/11/2026 08:00")
    assert ahead.legs[0].promised_at == moment("09/11/2026 08:00")


def test_an_early_leg_gives_its_time_to_the_applicant_and_starts_the_next_at_once():
    whole = counted(leg("ward", ended="02/11/2026 16:00"), leg("tax", 3, ["ward"]))
    tax = whole.legs[1]
    assert (tax.started_at, tax.due_at) == (moment("02/11/2026 16:00"), moment("05/11/2026 16:00"))
    assert whole.due_at == tax.promised_at == moment("09/11/2026 08:00")


def test_whose_leg_made_it_late():
    whole = counted(
        leg("ward", ended="06/11/2026 08:00"),
        leg("tax", 3, ["ward"], ended="11/11/2026 08:00"),
    )
    assert whole.standing.verdict is Verdict.LATE
    assert whole.blamed == (Blame("ward", 2 * 480, is_handover=False),)
    assert whole.legs[1].standing.verdict is Verdict.ON_TIME


def test_a_late_leg_that_others_made_good_is_late_alone():
    whole = counted(
        leg("ward", ended="05/11/2026 08:00"),
        leg("tax", 3, ["ward"], ended="06/11/2026 08:00"),
    )
    assert whole.standing.verdict is Verdict.EARLY
    assert whole.blamed == ()
    assert whole.legs[0].overrun_minutes == 480


def test_several_legs_are_blamed_the_worst_first_and_handing_over_has_its_share():
    whole = counted(
        leg("ward", ended="04/11/2026 09:00"),
        leg("tax", 3, ["ward"], received="05/11/2026 09:00", ended="12/11/2026 09:00"),
        at=moment("16/11/2026 08:00"),
    )
    assert whole.blamed == (
        Blame("tax", 2 * 480, is_handover=False),
        Blame("tax", 480, is_handover=True),
        Blame("ward", 60, is_handover=False),
    )


def test_an_unfinished_leg_is_blamed_for_what_it_has_overrun_so_far():
    whole = counted(leg("ward"), leg("tax", 1, ["ward"]), at=moment("06/11/2026 08:00"))
    assert whole.standing.verdict is Verdict.LATE
    assert whole.blamed == (Blame("ward", 2 * 480, is_handover=False),)
    assert whole.legs[1].started_at is None


def test_what_ended_after_the_moment_asked_about_had_not_ended():
    whole = counted(leg("ward", ended="06/11/2026 08:00"), at=moment("03/11/2026 08:00"))
    assert (whole.ended_at, whole.standing.verdict) == (None, Verdict.ON_TIME)


def test_a_supplement_restarts_only_its_own_leg():
    restarts = Policy(after_supplement=AfterSupplement.RESTARTS)
    stops = (stop("06/11/2026 08:00", "09/11/2026 08:00"),)
    whole = counted(leg("ward", 5, policy=restarts), leg("tax", 2, ["ward"], stops=stops, policy=restarts))
    assert whole.legs[0].promised_at == moment("09/11/2026 08:00")
    assert whole.due_at == moment("12/11/2026 08:00")


@pytest.mark.parametrize(
    ("legs", "words"),
    [
        ([], "từ 1 đến 20"),
        ([leg("a"), leg("a")], "mỗi chặng một mã"),
        ([leg(str(number)) for number in range(21)], "từ 1 đến 20"),
        ([leg("a", after=["b"])], "không tồn tại"),
        ([leg("a", after=["b"]), leg("b", after=["a"])], "thành vòng"),
    ],
)
def test_legs_that_make_no_flow_are_refused(legs, words):
    with pytest.raises(LegsNotUsable, match=words):
        counted(*legs)


MINUTES = st.integers(0, 9000)
ALLOWANCES = st.builds(Allowance, st.decimals(0, 8, places=1), st.sampled_from(list(Unit)))
POLICIES = st.builds(Policy, st.sampled_from(list(FirstDay)), st.sampled_from(list(AfterSupplement)))


@st.composite
def flows(draw):
    """Legs that each ended by their own date (a share of what they had), with stops anywhere."""
    legs, ends = [], {}
    for number in range(draw(st.integers(1, 5))):
        after = tuple(sorted(draw(st.sets(st.integers(0, number - 1), max_size=2)))) if number else ()
        begun = max((ends[code] for code in after), default=START)
        allowance, policy = draw(ALLOWANCES), draw(POLICIES)
        stops = []
        for _ in range(draw(st.integers(0, 2))):
            from_at = START + timedelta(minutes=draw(st.integers(0, 30_000)))
            reason = draw(st.sampled_from(list(StopReason)))
            stops.append(Stop(from_at, from_at + timedelta(minutes=draw(MINUTES)), reason))
        due_at = legal_clock(allowance, NATION, started_at=begun, stops=stops, policy=policy).due_at
        share = draw(st.sampled_from([Decimal(1), Decimal(1), Decimal("0.5"), Decimal(0)]))
        minutes = int((due_at - begun) / timedelta(minutes=1) * float(share))
        ends[number] = begun + timedelta(minutes=minutes)
        legs.append(
            Leg(str(number), allowance, NATION, tuple(map(str, after)), policy, tuple(stops), None, ends[number])
        )
    return legs


@settings(max_examples=150, deadline=None)
@given(flows())
def test_if_no_leg_is_late_and_all_is_handed_on_at_once_the_whole_is_on_time(legs):
    at = max(leg.ended_at for leg in legs) + timedelta(days=1)
    whole = linked_clock(legs, started_at=START, at=at)
    assert not any(one.standing.is_late for one in whole.legs)
    assert not whole.standing.is_late


@settings(max_examples=100, deadline=None)
@given(flows(), st.randoms(use_true_random=False))
def test_the_order_in_which_legs_are_given_does_not_matter(legs, chance):
    at = LONG_AFTER
    one, other = (linked_clock(given, started_at=START, at=at) for given in (legs, chance.sample(legs, len(legs))))
    assert (one.due_at, one.ended_at, one.standing.verdict) == (other.due_at, other.ended_at, other.standing.verdict)
    assert {leg.code: leg for leg in one.legs} == {leg.code: leg for leg in other.legs}

"""The officers' list: what it shows, in which order, and what words find."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.casework.dossiers.actions.pause_end import pause_clock
from motcua.casework.dossiers.models import Dossier, Sought
from motcua.casework.dossiers.public import PartyInput, everyone
from motcua.casework.dossiers.queries import finding
from motcua.casework.dossiers.queries.finding import Wish, list_page
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import DEPARTMENT, ELSEWHERE, MONDAY, make_cast, make_dossier
from motcua.kernel.events.relay import run_until_idle
from motcua.kernel.memory import forget_all
from motcua.kernel.search.whole_words import Reading, fitting

pytestmark = pytest.mark.django_db(transaction=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMES = ["Nguyễn Thị Hoa", "Nông Văn Bình", "Hoàng Thị Mai", "Nguyễn Văn Hoàn"]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def dossiers(cast):
    """One an hour, oldest first, each of somebody else."""
    return [
        make_dossier(cast, at=MONDAY + number * HOUR, parties=everyone(PartyInput("owner", name), None, None))
        for number, name in enumerate(NAMES)
    ]


def names_of(user, *, offset=0, size=30, **wish):
    rows, _has_next = list_page(user, Wish(**wish), offset=offset, size=size)
    return [row.owner_name for row in rows]


def test_newest_first_and_a_page_knows_whether_there_is_a_next(cast, dossiers):
    assert names_of(cast.receiver) == NAMES[::-1]
    first, has_next = list_page(cast.receiver, Wish(), offset=0, size=3)
    last, has_more = list_page(cast.receiver, Wish(), offset=3, size=3)
    assert [row.owner_name for row in first + last] == NAMES[::-1]
    assert (has_next, has_more) == (True, False)


def test_what_was_taken_in_for_another_agency_is_seen_by_both_once_and_by_nobody_else(cast, dossiers):
    Dossier.objects.filter(pk=dossiers[0].pk).update(agency_code=DEPARTMENT)
    assert names_of(cast.receiver) == NAMES[::-1]
    Dossier.objects.filter(pk=dossiers[0].pk).update(agency_code=ELSEWHERE)
    assert names_of(cast.stranger) == NAMES[:1]


@pytest.mark.parametrize("newest", [1, 3000])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hoa", ["Nguyễn Thị Hoa"]),
        ("nguyen", ["Nguyễn Văn Hoàn", "Nguyễn Thị Hoa"]),
        ("BÌNH nông", ["Nông Văn Bình"]),
        ("đăng ký khai sinh", NAMES[::-1]),
        ("H14.31-260302-0003", ["Hoàng Thị Mai"]),
        ("260302-0003", ["Hoàng Thị Mai"]),
        ("nguyen mai", []),
        ("%", []),
    ],
)
def test_words_are_found_whole_with_or_without_marks(cast, dossiers, monkeypatch, text, found, newest):
    monkeypatch.setattr(finding, "_NEWEST_OF_FEW", newest)  # a figure: whether all are read through, or looked up
    run_until_idle()  # only words that dossiers are known to hold may be frequent
    forget_all()
    assert names_of(cast.receiver, text=text) == found
    assert names_of(cast.stranger, text=text) == []


@pytest.mark.parametrize(
    ("text", "found"), [("nguyne thi hoa", NAMES[0]), ("nong van bihn", NAMES[1]), ("mái hoagn", NAMES[2])]
)
def test_a_slip_of_the_finger_is_set_right_by_the_words_that_dossiers_hold(cast, dossiers, text, found):
    run_until_idle()  # the vocabulary follows the event
    forget_all()
    assert names_of(cast.receiver, text=text) == [found]
    assert names_of(cast.stranger, text=text) == []


def test_a_list_is_narrowed_by_state_and_by_lateness_the_most_overdue_first(cast, dossiers):
    for number in (2, 0):
        walking.accepted(cast, dossiers[number], MONDAY + number * DAY)
    assert names_of(cast.receiver, state="accepted") == [NAMES[2], NAMES[0]]
    assert names_of(cast.receiver, state="nonsense") == NAMES[::-1]
    assert names_of(cast.receiver, overdue_at=MONDAY) == []
    assert names_of(cast.receiver, overdue_at=MONDAY + 20 * DAY) == [NAMES[0], NAMES[2]]
    assert names_of(cast.receiver, overdue_at=MONDAY + 20 * DAY, text="hoa") == [NAMES[0]]


def test_nobody_is_late_while_the_clock_stands(cast, dossiers):
    dossier = walking.assigned(cast, walking.accepted(cast, dossiers[0], MONDAY), MONDAY)
    assert names_of(cast.receiver, overdue_at=MONDAY + 20 * DAY) == [NAMES[0]]
    pause_clock(
        dossier, kind="other_agency", reason="Chờ Công an xã", legal_basis="Điều 19", officer="chuyen.vien", at=MONDAY
    )
    assert names_of(cast.receiver, overdue_at=MONDAY + 20 * DAY) == []


@pytest.fixture
def province(monkeypatch):
    """As somebody sees it who sees many agencies: month by month."""
    monkeypatch.setattr(finding, "_FEW_AGENCIES", 0)
    monkeypatch.setattr(finding, "_GROWTH", 2)


def in_month(cast, number, name):
    """A dossier of a month of 2026, of somebody."""
    at = MONDAY.replace(month=number)
    return make_dossier(cast, at=at, parties=everyone(PartyInput("owner", name), None, None))


@pytest.mark.usefixtures("province")
def test_who_sees_many_agencies_finds_month_by_month_the_newest_first(cast):
    for number in range(2, 11):
        in_month(cast, number, f"Nguyễn Thị Số {number}")
    run_until_idle()
    forget_all()
    newest_first = [f"Nguyễn Thị Số {number}" for number in range(10, 1, -1)]
    assert names_of(cast.receiver, text="nguyễn thị") == newest_first
    assert names_of(cast.receiver, text="nguyen thi", offset=2, size=3) == newest_first[2:5]
    assert names_of(cast.receiver, text="nguyn số thi") == newest_first
    assert names_of(cast.receiver, text="260302-0001") == ["Nguyễn Thị Số 3"]
    assert names_of(cast.stranger, text="nguyễn") == []


def test_the_keys_follow_whatever_is_written_to_a_dossier(cast, dossiers):
    one = dossiers[0]
    Dossier.objects.filter(pk=one.pk).update(agency_code=DEPARTMENT, receiving_agency_code=DEPARTMENT)
    assert names_of(cast.receiver, text="hoa") == []
    Dossier.objects.filter(pk=one.pk).update(agency_code=ELSEWHERE, search_key="nong thi cuc")
    assert names_of(cast.stranger, text="cúc") == NAMES[:1]
    assert names_of(cast.stranger, text="hoa") == []
    kept = Sought.objects.get(pk=one.pk).keys
    Dossier.objects.filter(pk=one.pk).update(note="Ghi chú")
    assert Sought.objects.get(pk=one.pk).keys == kept
    assert Sought.objects.count() == Dossier.objects.count()


def test_a_search_looks_up_keys_and_reads_no_table_through(cast, dossiers):
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    try:
        plan = Sought.objects.filter(fitting([Reading(["nguyen", "hoa"], [["thi", "thu"]])], ["@H14.31", "#2603"]))
        assert plan.explain().count("sought_keys") == 2
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET enable_seqscan")

"""«Tính thử»: what would move, and what on-time would have been; nothing is saved, rights hold, bad input is told."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.deadlines.tests.factories import FRIDAY_AT_FOUR, HOUR, STORM, make_accepted, make_assigned
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import pause_clock, resume_clock
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, make_cast, make_officer
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.kernel.questions import ask
from motcua.kernel.tests.scenes import made_once
from motcua.registry.organisation.public import Role
from motcua.registry.worktime.public import Allowance, Moved, Unit, WhatIf, WhatMoves

pytestmark = pytest.mark.django_db
AT = clock.at(date(2026, 12, 15), 9)
FROM, TO = date(2026, 11, 1), date(2026, 11, 30)


@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


@pytest.fixture
def late(cast):
    """Due Thursday 16:00, signed on Friday at 10:00."""
    dossier = walking.proposed(cast, make_assigned(cast), FRIDAY_AT_FOUR + HOUR)
    return walking.resolved(cast, dossier, clock.at(date(2026, 11, 27), 10))


def tried(user, **changes):
    (found,) = ask(WhatIf(user=user, from_on=FROM, to_on=TO, at=AT, **changes))
    return [(row.agency_code, row.ended, row.moved, row.on_time, row.would_be) for row in found.rows]


def test_a_storm_day_would_have_saved_what_was_late(cast, late):
    assert tried(cast.leader, change=STORM, scope="H14") == [(COMMUNE, 1, 1, 0, 1)]
    assert tried(cast.leader, change=STORM, scope="H99") == [(COMMUNE, 1, 0, 0, 0)]
    assert Dossier.objects.get(pk=late.pk).due_at == clock.at(date(2026, 11, 26), 16)


def test_a_period_is_tried_on_its_procedure(cast, late):
    longer, code = Allowance(Decimal(5), Unit.WORKING_DAY), late.procedure_code
    assert tried(cast.leader, allowance=longer, procedure_code=code) == [(COMMUNE, 1, 1, 0, 1)]
    assert tried(cast.leader, allowance=longer, procedure_code="9.999999") == []


def test_only_what_one_may_see_and_what_has_ended_is_tried(cast, late):
    make_accepted(cast)
    assert tried(cast.stranger, change=STORM) == []
    assert tried(cast.leader, change=STORM) == [(COMMUNE, 1, 1, 0, 1)]


def test_the_page_tells_parts_beside_percentages_and_saves_nothing(cast, late):
    controller = make_officer("kiem.soat", "Bế Thị Soát", COMMUNE, Role.CONTROLLER)
    browser, events = Client(), EventRecord.objects.count()
    browser.force_login(controller)
    asked = {"thu": "1", "tu": "01/11/2026", "den": "30/11/2026", "ngay": "25/11/2026", "loai": "closure"}
    with clock.frozen(AT):
        page = browser.get(reverse("worktime:what-if"), asked).content.decode()
    assert "0,0 % <small" in page
    assert "100,0 % <small" in page
    assert "(1/1)" in page
    assert EventRecord.objects.count() == events
    browser.force_login(cast.receiver)
    assert browser.get(reverse("worktime:what-if")).status_code == 403


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "ít nhất một thay đổi"),
        ({"ngay": "31/02/2026"}, "Ngày"),
        ({"tu": "01/12/2026", "ngay": "25/11/2026"}, "Ngày đầu phải trước ngày cuối"),
        ({"thoi-han": "5"}, "Hãy nhập mã thủ tục"),
        ({"thoi-han": "vô hạn", "thu-tuc": "1.001193"}, "Thời hạn phải là một số lớn hơn 0"),
        ({"thoi-han": "99999999", "thu-tuc": "1.001193"}, "không dùng được"),
    ],
)
def test_what_cannot_be_tried_is_told_in_words(cast, changed, words):
    browser = Client()
    browser.force_login(cast.leader)
    asked = {"thu": "1", "tu": "01/11/2026", "den": "30/11/2026", **changed}
    answered = browser.get(reverse("worktime:what-if"), asked)
    assert answered.status_code in {409, 422}
    assert words in answered.content.decode()


def test_a_proposed_day_says_how_many_open_dates_move(cast):
    """Clocks that never stood are counted many at once, those that stood singly: both must be in the number."""
    make_accepted(cast)
    make_accepted(cast, at=clock.at(date(2026, 11, 2), 8))
    stood = make_assigned(cast)
    words = {"kind": "other_agency", "reason": "Chờ", "legal_basis": "Điều 1", "officer": "chuyen.vien"}
    pause_clock(stood, at=FRIDAY_AT_FOUR + HOUR / 2, **words)
    resume_clock(stood, officer="chuyen.vien", at=clock.at(date(2026, 11, 23), 9))
    (moved,) = ask(WhatMoves("H14", (STORM,), AT))
    assert moved == Moved(later=2, earlier=0)
    (elsewhere,) = ask(WhatMoves("H14.99", (STORM,), AT))
    assert elsewhere == Moved(later=0, earlier=0)

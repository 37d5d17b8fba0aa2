from copy import deepcopy
from datetime import timedelta

import pytest

from motcua.casework.dossiers.public import DefectInput, provide_supplement, request_supplement
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.channels.desk.queries.inbox import grouped, inbox_rows, waiting_count
from motcua.channels.desk.rules import Urgency
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once

pytestmark = pytest.mark.django_db
ADDRESS = "/ban-lam-viec/"
HOUR = timedelta(hours=1)


@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


def page(client, account, at=MONDAY + HOUR, **headers):
    client.force_login(account)
    with clock.frozen(at):
        return client.get(ADDRESS, headers=headers)


def test_a_submitted_dossier_waits_at_the_counter_of_its_agency_only(cast, client):
    dossier = make_dossier(cast)
    row = inbox_rows(cast.receiver, MONDAY + HOUR)[0]
    assert (row.code, row.who, row.what) == (dossier.code, "Triệu Thị Mai", "Đăng ký khai sinh")
    assert row.url == dossier.get_absolute_url()
    for other in (cast.stranger, cast.specialist, cast.citizen):
        assert inbox_rows(other, MONDAY) == []
    assert dossier.code in page(client, cast.receiver).content.decode()
    assert dossier.code not in page(client, cast.stranger).content.decode()


def test_what_was_given_to_a_specialist_is_on_his_desk_alone(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY + HOUR), MONDAY + 2 * HOUR)
    row = inbox_rows(cast.specialist, MONDAY + 3 * HOUR)[0]
    assert row.code == dossier.code
    assert row.is_mine
    assert inbox_rows(cast.leader, MONDAY + 3 * HOUR) == []


def test_the_due_moment_is_said_in_words_and_late_work_stands_first(cast):
    first = walking.accepted(cast, make_dossier(cast), MONDAY + HOUR)
    later = walking.accepted(cast, make_dossier(cast, at=MONDAY + timedelta(days=7)), MONDAY + timedelta(days=7))
    due_at = max(row.due_at for row in inbox_rows(cast.leader, MONDAY))
    rows = inbox_rows(cast.leader, due_at - HOUR / 2)
    assert [row.code for row in rows] == [first.code, later.code]
    assert [row.urgency for row in rows] == [Urgency.LATE, Urgency.TODAY]
    assert [row.due_words.split()[0] for row in rows] == ["quá", "còn"]


def test_what_waits_for_the_citizen_stands_last_and_is_not_counted(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY + HOUR), MONDAY + 2 * HOUR)
    before = waiting_count(cast.specialist, MONDAY + 3 * HOUR)
    request_supplement(
        dossier,
        reason="Thiếu giấy chứng sinh theo Điều 16 Luật Hộ tịch.",
        defects=[DefectInput("Thiếu giấy chứng sinh", 2)],
        officer=cast.specialist.username,
        at=MONDAY + 3 * HOUR,
    )
    row = inbox_rows(cast.specialist, MONDAY + 4 * HOUR)[0]
    assert row.urgency is Urgency.OTHERS
    assert row.due_words == ""
    assert before - waiting_count(cast.specialist, MONDAY + 4 * HOUR) == 1


def test_papers_asked_for_before_acceptance_are_nobodys_delay_at_the_counter(cast):
    dossier = make_dossier(cast)
    request_supplement(
        dossier,
        reason="Thiếu giấy chứng sinh theo Điều 16 Luật Hộ tịch.",
        defects=[DefectInput("Thiếu giấy chứng sinh", 2)],
        officer=cast.receiver.username,
        at=MONDAY + HOUR,
    )
    weeks_later = MONDAY + timedelta(days=21)
    assert [row.urgency for row in inbox_rows(cast.receiver, weeks_later)] == [Urgency.OTHERS]
    assert waiting_count(cast.receiver, weeks_later) == 0
    provide_supplement(dossier, files={}, paper_copies=[2], actor=cast.receiver.username, at=weeks_later)
    row = inbox_rows(cast.receiver, weeks_later)[0]
    assert (row.urgency, row.step) == (Urgency.TODAY, "Tiếp nhận hồ sơ")


def test_who_holds_no_office_is_led_to_the_dossiers_of_his_own(cast, client):
    answer = page(client, cast.citizen)
    assert (answer.status_code, answer.url) == (302, "/ho-so/")


def test_the_page_groups_by_urgency_and_names_the_next_move(cast, client):
    make_dossier(cast)
    html = page(client, cast.receiver).content.decode()
    assert 'data-urgency="' in html
    assert "data-row-link>Triệu Thị Mai</a>" in html
    assert '<span class="inbox-step">Tiếp nhận' in html


def test_htmx_gets_the_rows_only(cast, client):
    make_dossier(cast)
    html = page(client, cast.receiver, **{"HX-Request": "true"}).content.decode()
    assert html.strip().startswith('<div id="inbox">')


def test_the_count_beside_the_menu_is_what_waits(cast, client):
    make_dossier(cast), make_dossier(cast)
    client.force_login(cast.receiver)
    assert client.get("/ban-lam-viec/so-viec/").content == b"2"


def test_the_inbox_asks_as_much_for_one_task_as_for_thirty(cast, client, django_assert_num_queries):
    make_dossier(cast)
    page(client, cast.receiver)
    for _ in range(2):
        with django_assert_num_queries(10), clock.frozen(MONDAY + HOUR):
            client.get(ADDRESS)
        for _ in range(29):
            make_dossier(cast)


def test_groups_keep_the_order_of_urgency(cast):
    for day in range(3):
        walking.accepted(cast, make_dossier(cast, at=MONDAY + timedelta(days=day)), MONDAY + timedelta(days=day))
    groups = grouped(inbox_rows(cast.leader, MONDAY + timedelta(days=3)))
    order = list(Urgency)
    assert [order.index(urgency) for urgency, _ in groups] == sorted({order.index(urgency) for urgency, _ in groups})

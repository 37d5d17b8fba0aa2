"""What was sent in stays as it was, says under which digest, and tells what has moved since and why."""

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.casework.dossiers.public import withdraw_dossier
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY
from motcua.casework.dossiers.tests.walking import HOUR, proposed, resolved
from motcua.kernel import clock
from motcua.oversight.insight.public import Window, counted_to, sheets_on
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.oversight.sheets.models import FrozenSheet
from motcua.oversight.sheets.queries.filling import sheet_figures
from motcua.oversight.sheets.queries.sealing import is_whole, paper_of_frozen
from motcua.oversight.sheets.rules.sealing import digest_of
from motcua.oversight.sheets.tests.conftest import MARCH, NOW
from motcua.oversight.sheets.tests.test_files import word_text
from motcua.registry.people.tests.browsing import signed_in, text

pytestmark = pytest.mark.django_db


def froze(account, code="II.06a"):
    response = signed_in(account).post(f"/so-lieu/bieu/{code}/chot/{MARCH}")
    assert response.status_code == 302, response.content.decode()[-3000:]
    return FrozenSheet.objects.get(pk=re.search(r"/da-chot/(\d+)/", response["Location"])[1])


def test_a_frozen_form_keeps_cells_definitions_bounds_position_and_digest(province):
    _cast, controller, *_dossiers = province
    frozen = froze(controller)
    assert (frozen.number, frozen.frozen_by, frozen.agency_code) == (1, "kiem.soat", COMMUNE)
    assert (frozen.first_on, frozen.last_on, frozen.to_at) == (date(2026, 3, 1), date(2026, 3, 31), NOW)
    assert frozen.position == counted_to()
    assert frozen.digest == digest_of(frozen.content)
    assert frozen.content["indicators"]["finished_early"]["numerator"] == "during(finished where standing = early)"
    assert frozen.content["total"]["cells"]["3"] == 3
    page = text(signed_in(controller).get(frozen.get_absolute_url()))
    assert frozen.digest in page
    assert "Không ô nào thay đổi từ khi chốt" in page
    assert "khớp với mã SHA-256" in page
    assert "từ ngày 01/03/2026 đến hết ngày 31/03/2026" in page


def test_it_is_never_changed_or_removed(province):
    frozen = froze(province[1])
    for change in (lambda: FrozenSheet.objects.update(digest="0" * 64), lambda: FrozenSheet.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert FrozenSheet.objects.get() == frozen


def test_what_was_changed_behind_our_back_is_seen(province):
    frozen = froze(province[1])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # as who is over the database may
        cursor.execute("UPDATE sheets_frozensheet SET content = jsonb_set(content, '{total,cells,3}', '99')")
        cursor.execute("SET LOCAL session_replication_role = origin")
    frozen.refresh_from_db()
    assert not is_whole(frozen)
    assert "không khớp mã SHA-256" in text(signed_in(province[1]).get(frozen.get_absolute_url()))


def test_what_is_told_late_shows_as_a_change_with_its_dossier_and_event(province):
    cast, controller, _done, late, fresh = province
    frozen = froze(controller)
    with clock.frozen(NOW + timedelta(days=1)):
        withdraw_dossier(fresh, reason="Không cần nữa", actor=cast.leader.username, at=NOW - HOUR / 2)
        deliver_to_figures()
        client = signed_in(controller)
        page = text(client.get(frozen.get_absolute_url()))
        assert "(12) Đang giải quyết – Trong hạn" in page
        assert "(14) Ngoài biểu – Người nộp rút" in page
        assert "(13)" not in page.split("Biểu như đã chốt")[0]
        movers = text(client.get(f"{frozen.get_absolute_url()}thay-doi/14/"))
        assert fresh.code in movers
        assert late.code not in movers
        assert "Người nộp đã rút hồ sơ" in movers
        assert "ghi nhận" in movers
        assert fresh.code in text(client.get(f"{frozen.get_absolute_url()}thay-doi/12/?la=Hộ tịch"))
    assert paper_of_frozen(frozen).total.cells[14] == 0


def test_what_happens_after_the_moment_it_counted_to_is_no_change(province):
    cast, controller, _done, late, _fresh = province
    frozen = froze(controller)
    with clock.frozen(NOW + timedelta(days=1)):
        resolved(cast, proposed(cast, late, NOW + HOUR), NOW + 3 * HOUR)
        deliver_to_figures()
        assert "Không ô nào thay đổi" in text(signed_in(controller).get(frozen.get_absolute_url()))


def test_the_frozen_cells_can_be_counted_again_from_its_position(province):
    cast, controller, _done, _late, fresh = province
    frozen = froze(controller)
    with clock.frozen(NOW + timedelta(days=1)):
        withdraw_dossier(fresh, reason="Không cần nữa", actor=cast.leader.username, at=NOW - HOUR / 2)
        deliver_to_figures()
    window = Window(clock.at(frozen.first_on), frozen.to_at, known_to=frozen.position)
    again = sheet_figures(sheets_on(frozen.last_on)["II.06a"], window, agencies=None, on=frozen.last_on)
    assert dict(again.total.cells) == dict(paper_of_frozen(frozen).total.cells)


def test_an_event_that_is_not_counted_yet_holds_the_position_back(province):
    cast, _controller, _done, _late, fresh = province
    before = counted_to()
    withdraw_dossier(fresh, reason="Không cần nữa", actor=cast.leader.username, at=NOW)
    assert counted_to() == before
    deliver_to_figures()
    assert counted_to() > before


def test_frozen_again_is_the_next_number_and_files_carry_the_seal(province):
    controller = province[1]
    froze(controller, "TD.01")
    second = froze(controller, "TD.01")
    assert second.number == 2
    client = signed_in(controller)
    words = word_text(client.get(f"{second.get_absolute_url()}tai/docx/").content)
    assert f"Chốt lần 2 lúc 08:00, 16/03/2026; SHA-256 {second.digest}" in words
    assert second.digest in client.get(f"{second.get_absolute_url()}tai/csv/").content.decode()
    assert second.digest in text(client.get(f"{second.get_absolute_url()}in/"))
    assert text(client.get("/so-lieu/da-chot/")).count("TD.01") == 2


def test_who_may_not_see_the_agency_finds_nothing_and_may_not_freeze(province):
    cast, controller, *_dossiers = province
    frozen = froze(controller)
    stranger = signed_in(cast.stranger)
    for more in ("", "in/", "tai/xlsx/", "thay-doi/3/"):
        assert stranger.get(f"{frozen.get_absolute_url()}{more}").status_code == 404
    assert "II.06a" not in text(stranger.get("/so-lieu/da-chot/")).split("<h1>")[1]
    assert signed_in(cast.receiver).post(f"/so-lieu/bieu/II.06a/chot/{MARCH}").status_code == 403
    assert signed_in(controller).get(f"{frozen.get_absolute_url()}thay-doi/99/").status_code == 404
    assert signed_in(controller).get(f"{frozen.get_absolute_url()}tai/exe/").status_code == 404


def test_a_period_that_lies_ahead_is_refused_in_words(province):
    response = signed_in(province[1]).post("/so-lieu/bieu/II.06a/chot/?tu=01/05/2026&den=31/05/2026")
    assert response.status_code == 422
    assert "chưa có gì để chốt" in response.content.decode()
    assert MONDAY < NOW

"""End to end: what an older system tells is moved in, traced, looked through, shown with its dossiers and the law."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from motcua.casework.dossiers.tests.factories import COMMUNE, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import whole_way
from motcua.casework.moving_in.events import DossierImported
from motcua.casework.moving_in.tests.factories import line, moved_in, write_json
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.relay import place, run_until_idle
from motcua.kernel.events.store import event_of
from motcua.oversight.honesty.actions.loading import load_patterns
from motcua.oversight.honesty.actions.looking import look, look_through
from motcua.oversight.honesty.actions.tracing import trace_dossier
from motcua.oversight.honesty.models import Alert, AlertDossier, Look, Trace
from motcua.oversight.honesty.subscribers import trace_imported
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.subscribers import count_imported
from motcua.registry.worktime.public import calendar_of

pytestmark = pytest.mark.django_db
NOW = clock.at(date(2026, 11, 23), 9)
MARCH = "?tu=01/03/2026&den=31/03/2026"
BOARD = f"/so-lieu/trung-thuc/{MARCH}"
DAY = 8 * 60


class Old:
    """Writes lines of an older system; `days` are working days from the acceptance."""

    def __init__(self) -> None:
        self.calendar, self.lines = calendar_of(COMMUNE), []

    def add(self, accepted_at: datetime, *, days: float, handed: float | None = 1, **more: object) -> str:
        number = len(self.lines) + 1
        ended_at = self.calendar.later(accepted_at, round(days * DAY))
        made = {
            "submitted_at": (accepted_at - timedelta(minutes=20)).isoformat(),
            "accepted_at": accepted_at.isoformat(),
            "due_at": self.calendar.later(accepted_at, 5 * DAY).isoformat(),
            "ended_at": ended_at.isoformat(),
            "returned_at": "" if handed is None else self.calendar.later(ended_at, round(handed * DAY)).isoformat(),
            "state": "resolved" if handed is None else "returned",
            "owner_name": "Triệu Thị Mai",
            "owner_identity_number": f"0041900{number:05}",
        }
        self.lines.append(line(number, **{**made, **more}))
        return self.lines[-1]["code"]


def monday(week: int, minute: int = 0) -> datetime:
    return clock.at(date(2026, 3, 2) + timedelta(weeks=week), 8) + timedelta(minutes=minute)


def honest(old: Old) -> None:
    for number in range(24):
        old.add(monday(number % 3, 9 * number), days=1 + number % 3)


def stopped_near_due(old: Old, count: int = 12) -> list[str]:
    codes = []
    for number in range(count):
        accepted_at = monday(number % 2, number)
        begin = old.calendar.later(accepted_at, 5 * DAY - 40)
        stop = [{"kind": "other_ground", "from": begin.isoformat(),
                 "to": old.calendar.later(begin, 3 * DAY).isoformat()}]  # fmt: skip
        due_at = old.calendar.later(accepted_at, 8 * DAY).isoformat()
        codes.append(old.add(accepted_at, days=7.95, stops=stop, due_at=due_at))
    return codes


def sent_again(old: Old, count: int = 8) -> list[str]:
    codes = []
    for number in range(count):
        accepted_at, who = monday(0, number), f"0011900{number:05}"
        old.add(accepted_at, days=4.9, handed=None, state="withdrawn", result="", owner_identity_number=who)
        again_at = old.calendar.later(accepted_at, 6 * DAY)
        codes.append(old.add(again_at, days=2, owner_identity_number=who))
    return codes


@pytest.fixture
def province(tmp_path):
    """Everything that surrounds, the thresholds, and a way to move lines in and look."""
    cast = make_cast()
    load_definitions()
    load_patterns()
    old = Old()
    honest(old)

    def looked() -> Look:
        _totals, refused = moved_in(write_json(tmp_path / "old.jsonl", *old.lines), at=NOW)
        assert refused == []
        with clock.frozen(NOW):
            deliver()
            return look_through(at=NOW)

    with clock.frozen(NOW):
        yield cast, old, looked


def deliver() -> None:
    """What the relay does for figures and traces, without the rest that follows an import."""
    while place():
        pass
    told = [event_of(row) for row in EventRecord.objects.filter(kind=DossierImported.kind).order_by("position")]
    for row in told:
        trace_imported(row)
    count_imported(told)


def page(account, address):
    client = Client()
    client.force_login(account)
    response = client.get(address)
    assert response.status_code == 200, response.content[:300]
    return response.content.decode()


def found_in(pattern):
    rows = AlertDossier.objects.filter(alert__pattern=pattern, alert__cleared_at=None)
    return sorted(rows.values_list("subject", flat=True))


def test_an_honest_older_system_alarms_nobody_and_both_rates_are_the_same(province):
    cast, _old, looked = province
    found = looked()
    assert (found.dossiers, found.alerts, found.is_whole) == (24, 0, True)
    html = page(cast.leader, BOARD)
    assert "Không có cảnh báo nào" in html
    assert html.count("100,00") >= 2


def test_stops_near_the_date_are_found_and_taken_from_the_rate_with_reason_law_and_dossiers(province):
    cast, old, looked = province
    codes = stopped_near_due(old)
    looked()
    assert found_in("stopped_near_due") == codes
    html = page(cast.leader, BOARD)
    assert "36 trên 36 hồ sơ" in html
    assert "24 trên 36 hồ sơ" in html
    assert "66,67" in html
    assert "12 trong 12 hồ sơ có dừng đồng hồ trong tháng (100,0 %)" in html
    assert "khả năng chưa đến 1 phần 100.000" in html
    line = page(cast.leader, f"{BOARD}&tai=csv").splitlines()[1]
    assert "12 trong 12 hồ sơ có dừng đồng hồ" in line
    assert line.endswith(",12,12")
    alert = Alert.objects.get()
    html = page(cast.leader, f"/so-lieu/trung-thuc/canh-bao/{alert.pk}/")
    assert all(code in html for code in codes)
    assert "khi còn 40 phút làm việc trên thời hạn 5 ngày làm việc; không dừng thì đã quá hạn" in html
    assert "Nghị định 118/2025/NĐ-CP" in html
    html = page(cast.leader, f"/so-lieu/trung-thuc/ho-so/{MARCH}")
    assert all(code in html for code in codes)
    for address in (f"/so-lieu/{MARCH}", f"/so-lieu/bieu/II.06a/{MARCH}"):
        html = page(cast.leader, address)
        assert "chính thức 100,00 %, trung thực 66,67 %" in html
        assert "12 hồ sơ chỉ đúng hạn trên giấy" in html
        assert "/so-lieu/chi-tieu/corrected/" in html
    assert "Trong kỳ có 0 lần hiệu chỉnh, làm lại" in page(cast.leader, f"/so-lieu/bieu/II.06a/in/{MARCH}")


def test_who_withdrew_at_the_date_and_sent_again_is_found_by_the_same_person_only(province):
    cast, old, looked = province
    codes = sent_again(old)
    looked()
    assert found_in("sent_again") == codes
    html = page(cast.leader, f"/so-lieu/trung-thuc/canh-bao/{Alert.objects.get().pk}/")
    assert "của cùng người đó kết thúc lúc" in html
    assert "Triệu Thị Mai" not in html


def test_what_waited_was_closed_in_a_run_or_kept_back_is_found(province):
    _cast, old, looked = province
    late = [
        old.add(monday(1, n), days=2 + n / 20, submitted_at=(monday(0, n) - timedelta(days=3)).isoformat())
        for n in range(20)
    ]
    close = clock.at(date(2026, 3, 31), 15)
    bulk = [
        old.add(monday(3, n), days=1, ended_at=(close + timedelta(seconds=15 * n)).isoformat(),
                returned_at="2026-04-20T09:00", due_at=clock.at(date(2026, 4, 1), 8).isoformat())
        for n in range(30)
    ]  # fmt: skip
    kept = [old.add(clock.at(date(2026, 4, 6), 8) + timedelta(minutes=n), days=2, handed=None) for n in range(15)]
    looked()
    assert (found_in("received_late"), found_in("closed_in_bulk"), found_in("never_handed_over")) == (late, bulk, kept)


def test_an_older_system_that_never_tells_a_hand_over_is_not_blamed_for_it(province, tmp_path):
    _cast, old, looked = province
    for one in old.lines:
        one.update(returned_at="", state="resolved")
    assert looked().alerts == 0


def test_a_look_after_a_change_clears_what_no_longer_holds_and_keeps_that_it_was_found(province):
    _cast, old, looked = province
    stopped_near_due(old)
    looked()
    Trace.objects.exclude(stop_at=None).update(stop_left_minutes=2000)
    look_through(at=NOW + timedelta(hours=1))
    alert = Alert.objects.get()
    assert (alert.found_at, alert.cleared_at) == (NOW, NOW + timedelta(hours=1))
    look_through(at=NOW + timedelta(hours=2))
    assert Alert.objects.get().cleared_at == NOW + timedelta(hours=1)


def test_the_job_looks_at_what_changed_and_once_a_day_at_all(province):
    _cast, _old, looked = province
    looked()
    Trace.objects.update(told_at=NOW - timedelta(hours=1))
    look(at=NOW + timedelta(minutes=15))
    look(at=NOW + timedelta(days=1))
    looks = list(Look.objects.order_by("at").values_list("agencies", "is_whole"))
    assert looks == [(1, True), (0, False), (1, True)]


def test_traces_made_anew_from_events_are_the_same(province):
    _cast, old, looked = province
    stopped_near_due(old, 3)
    looked()
    before = list(Trace.objects.order_by("subject").values())
    for row in before:
        trace_dossier(row["subject"], at=NOW)
    assert list(Trace.objects.order_by("subject").values()) == before


@pytest.mark.django_db(transaction=True)
def test_the_relay_hands_both_our_own_and_imported_dossiers_to_the_traces(tmp_path):
    cast = make_cast()
    own = whole_way(cast, make_dossier(cast), clock.at(date(2026, 3, 2), 8))
    moved_in(write_json(tmp_path / "old.jsonl", line(77)), at=NOW)
    run_until_idle()
    traces = {trace.subject: trace for trace in Trace.objects.all()}
    assert (traces[own.code].is_imported, traces[line(77)["code"]].is_imported) == (False, True)
    for trace in traces.values():
        assert (trace.ending, trace.is_on_time, trace.returned_at is not None) == ("result", True, True)


def test_rights_deny_by_default(province):
    cast, old, looked = province
    codes = stopped_near_due(old)
    looked()
    number = Alert.objects.get().pk
    stranger, receiver = Client(), Client()
    stranger.force_login(cast.stranger)
    receiver.force_login(cast.receiver)
    assert stranger.get(f"/so-lieu/trung-thuc/canh-bao/{number}/").status_code == 404
    html = stranger.get(BOARD).content.decode() + stranger.get(f"/so-lieu/trung-thuc/ho-so/{MARCH}").content.decode()
    assert "Không có cảnh báo nào" in html
    assert not any(code in html for code in codes)
    for address in (BOARD, f"/so-lieu/trung-thuc/canh-bao/{number}/", f"/so-lieu/trung-thuc/ho-so/{MARCH}"):
        assert receiver.get(address).status_code == 403
        assert Client().get(address).status_code == 302

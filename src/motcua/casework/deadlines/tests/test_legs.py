"""Linked procedures: the plan, its legs in a dossier, who may finish them, their dates, and whose leg made it late."""

import io
import json
from contextlib import ExitStack
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from motcua.casework.deadlines.actions.legs import declare_legs, finish_leg, lay_legs
from motcua.casework.deadlines.errors import LegAlreadyFinished, LegNotBegun, PlanNotUsable
from motcua.casework.deadlines.models import DossierLeg, LegPlan
from motcua.casework.deadlines.queries.explanation import explained
from motcua.casework.deadlines.queries.legs import legs_of
from motcua.casework.deadlines.queries.plan_files import read_plan
from motcua.casework.deadlines.queries.sheet import sheet_of
from motcua.casework.deadlines.rules.legs import waits_for
from motcua.casework.deadlines.tests.factories import FRIDAY_AT_FOUR, HOUR, make_accepted, make_assigned
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import clocks, pause_clock, stop_dossier
from motcua.casework.dossiers.tests.factories import BORN, COMMUNE, DAY_ONE, DEPARTMENT, make_cast, make_officer
from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.kernel.events.store import history_of
from motcua.kernel.printing.pdf import render_pdf
from motcua.registry.organisation.public import Role
from motcua.registry.people.tests.browsing import signed_in
from motcua.registry.worktime.public import Allowance, Leg, Unit, calendar_of, linked_clock, policy_for

pytestmark = pytest.mark.django_db(transaction=True)
LEGS = [
    {"name": "Đăng ký khai sinh", "agency": "giai-quyet", "period": "1 ngày làm việc"},
    {"name": "Đăng ký thường trú", "agency": DEPARTMENT, "period": "2 ngày làm việc"},
    {"name": "Cấp thẻ bảo hiểm y tế", "agency": "tiep-nhan", "period": "4 giờ làm việc", "with_previous": True},
    {"name": "Trả kết quả chung", "agency": "tiep-nhan", "period": "2 giờ làm việc"},
]
PLAN = {"procedure": "1.001193", "legal_basis": "Quyết định 06/QĐ-UBND", "valid_from": "2026-01-01", "legs": LEGS}


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def outside(cast):
    return make_officer("so.tu.phap", "Đàm Thị Sở", DEPARTMENT, Role.SPECIALIST)


@pytest.fixture
def frozen():
    with ExitStack() as stack:
        yield lambda at: stack.enter_context(clock.frozen(at))


def declared(**changes):
    return declare_legs(read_plan({**PLAN, **changes}), actor="test", at=BORN)


def linked_dossier(cast):
    declared()
    dossier = make_accepted(cast)
    run_until_idle()
    return dossier


def told_of(dossier, at):
    return legs_of(clocks.clocks_of([Dossier.objects.get(pk=dossier.pk)])[0], at)


def finish(dossier, number, at):
    leg = next(leg for leg in told_of(dossier, at).legs if leg.number == number)
    finish_leg(leg, officer="so.tu.phap", at=at)


def test_a_leg_waits_for_all_of_the_step_before():
    assert waits_for([False, False, True, False, False]) == [(), (1,), (1,), (2, 3), (4,)]


def test_dates_are_those_of_the_linked_clock(cast):
    dossier = linked_dossier(cast)
    ended = {1: clock.at(date(2026, 11, 23), 16), 2: clock.at(date(2026, 11, 27), 10)}
    for number, at in ended.items():
        finish(dossier, number, at)
    now = clock.at(date(2026, 11, 27), 11)
    told = told_of(dossier, now)
    periods = [(1, Unit.WORKING_DAY), (2, Unit.WORKING_DAY), (4, Unit.WORKING_HOUR), (2, Unit.WORKING_HOUR)]
    legs = [
        Leg(str(number), Allowance(Decimal(amount), unit), calendar_of(code), after=after,
            policy=policy_for("1.001193", FRIDAY_AT_FOUR.date()), ended_at=ended.get(number))
        for number, (amount, unit), code, after in zip(
            (1, 2, 3, 4), periods, (COMMUNE, DEPARTMENT, COMMUNE, COMMUNE), ((), ("1",), ("1",), ("2", "3")),
            strict=True,
        )
    ]  # fmt: skip
    whole = linked_clock(legs, started_at=FRIDAY_AT_FOUR, at=now)
    assert told.due_at == whole.due_at
    by_code = {leg.code: leg for leg in whole.legs}
    for leg in told.legs:
        one = by_code[str(leg.number)]
        assert (leg.started_at, leg.due_at, leg.promised_at, leg.ended_at, leg.standing, leg.late_minutes) == (
            one.started_at, one.due_at, one.promised_at, one.ended_at, one.standing, one.overrun_minutes
        )  # fmt: skip


def test_the_leg_that_made_it_late_is_named_most_first(cast):
    dossier = linked_dossier(cast)
    finish(dossier, 1, clock.at(date(2026, 11, 23), 16))
    finish(dossier, 3, clock.at(date(2026, 11, 25), 9))
    beside = told_of(dossier, clock.at(date(2026, 11, 26), 9))
    assert not beside.standing.is_late
    assert beside.verdict == ()
    finish(dossier, 2, clock.at(date(2026, 11, 27), 16))
    late = told_of(dossier, clock.at(date(2026, 11, 30), 16))
    assert late.standing.is_late
    worst, other = late.verdict
    assert worst == "Cả hồ sơ trễ do chặng 2 «Đăng ký thường trú» của Sở Tư pháp: quá hạn 1 ngày."
    assert "chặng 4 «Trả kết quả chung» của Ủy ban nhân dân xã Lý Quốc" in other
    with translation.override("en"):
        assert "made late by leg 2" in told_of(dossier, clock.at(date(2026, 11, 30), 16)).verdict[0]


def test_a_leg_that_overran_without_harm_says_so(cast):
    dossier = linked_dossier(cast)
    finish(dossier, 1, clock.at(date(2026, 11, 23), 16))
    told = told_of(dossier, clock.at(date(2026, 11, 25), 14))
    (said,) = told.verdict
    assert not told.standing.is_late
    assert said.startswith("Chặng 3 «Cấp thẻ bảo hiểm y tế»")
    assert said.endswith("nhưng cả hồ sơ chưa trễ.")


def test_legs_are_finished_in_order_and_once_and_it_is_history(cast):
    dossier = linked_dossier(cast)
    at = FRIDAY_AT_FOUR + HOUR / 2
    with pytest.raises(LegNotBegun, match="chặng trước chưa xong"):
        finish(dossier, 2, at)
    finish(dossier, 1, at)
    with pytest.raises(LegAlreadyFinished, match="Chặng 1"):
        finish(dossier, 1, at)
    finish(dossier, 3, at)
    with pytest.raises(LegNotBegun):
        finish(dossier, 4, at)
    finish(dossier, 2, at)
    finish(dossier, 4, at)
    events = [event for event in history_of(dossier.code) if event.kind == "deadlines.leg_finished"]
    assert [(event.leg, event.agency_code) for event in events] == [
        (1, COMMUNE), (3, COMMUNE), (2, DEPARTMENT), (4, COMMUNE)
    ]  # fmt: skip
    assert told_of(dossier, at).ended_at == at


def test_the_end_of_the_dossier_ends_its_legs(cast):
    declared()
    dossier = make_assigned(cast)
    run_until_idle()
    end = FRIDAY_AT_FOUR + HOUR * 3 / 4
    stop_dossier(dossier, reason="Người nộp đã rút đơn tại cơ quan khác.", officer=cast.specialist.username, at=end)
    told = told_of(dossier, clock.at(date(2026, 12, 10), 8))
    assert (told.ended_at, told.verdict) == (end, ())
    with pytest.raises(LegNotBegun, match="đã kết thúc"):
        finish(dossier, 1, end)


def test_a_plan_changed_later_moves_no_dossier_that_has_one(cast):
    dossier = linked_dossier(cast)
    before = told_of(dossier, FRIDAY_AT_FOUR)
    declared(valid_from="2026-11-01", legs=LEGS[:1])
    lay_legs(dossier.code, procedure_code="1.001193", on=FRIDAY_AT_FOUR.date())
    assert told_of(dossier, FRIDAY_AT_FOUR) == before
    assert LegPlan.objects.order_by("valid_from").first().valid_to == date(2026, 11, 1)
    later = make_accepted(cast)
    run_until_idle()
    assert len(told_of(later, FRIDAY_AT_FOUR).legs) == 1


def test_a_procedure_without_a_plan_has_no_legs(cast):
    dossier = make_accepted(cast)
    run_until_idle()
    assert told_of(dossier, FRIDAY_AT_FOUR) is None
    assert not DossierLeg.objects.exists()
    data = signed_in(cast.receiver).get(reverse("deadlines:explain-as", args=[dossier.code, "json"])).json()
    assert data["linked"] is None


def test_plans_of_a_procedure_never_overlap(cast):
    declared(valid_to="2026-12-31")
    with pytest.raises(PlanNotUsable, match="muộn hơn"):
        declared()
    with pytest.raises(IntegrityError), transaction.atomic():
        LegPlan.objects.create(procedure_code="1.001193", valid_from=date(2026, 5, 1), declared_at=BORN)


def test_only_officers_of_the_leg_finish_it(cast, outside, frozen):
    dossier = linked_dossier(cast)
    url = reverse("deadlines:explain", args=[dossier.code])
    ends = [reverse("deadlines:end-leg", args=[dossier.code, number]) for number in (1, 2, 9)]
    frozen(FRIDAY_AT_FOUR + HOUR / 2)
    assert signed_in(cast.stranger).get(url).status_code == 404
    assert signed_in(cast.stranger).post(ends[0]).status_code == 404
    assert signed_in(cast.citizen).post(ends[0]).status_code == 403
    assert signed_in(outside).post(ends[0]).status_code == 403
    assert signed_in(cast.receiver).post(ends[2]).status_code == 404
    assert signed_in(outside).post(ends[1]).status_code == 409
    page = signed_in(cast.specialist).get(url).content.decode()
    assert (ends[0] in page, ends[1] in page) == (True, False)
    assert signed_in(cast.specialist).post(ends[0]).status_code == 302
    assert signed_in(cast.specialist).post(ends[0]).status_code == 409
    assert signed_in(cast.specialist).post(ends[1]).status_code == 403
    assert ends[1] in signed_in(outside).get(url).content.decode()
    assert signed_in(outside).post(ends[1]).status_code == 302
    assert DossierLeg.objects.get(finished_by="so.tu.phap").finished_for == DEPARTMENT


def test_page_citizen_and_json_tell_the_legs(cast, frozen):
    dossier = linked_dossier(cast)
    finish(dossier, 1, FRIDAY_AT_FOUR + HOUR / 2)
    frozen(clock.at(date(2026, 11, 30), 9))
    page = signed_in(cast.receiver).get(reverse("deadlines:explain", args=[dossier.code])).content.decode()
    for words in ("Các chặng liên thông", "Sở Tư pháp", "song song với chặng trước", "Chưa đến lượt", "trễ do chặng 2"):
        assert words in page
    own = signed_in(cast.citizen).get(reverse("deadlines:own-explain", args=[dossier.code])).content.decode()
    assert "Chặng 1, Đăng ký khai sinh: Ủy ban nhân dân xã Lý Quốc đã làm xong lúc 16:30, 20/11/2026" in own
    assert "Chặng 4, Trả kết quả chung: Ủy ban nhân dân xã Lý Quốc làm sau khi" in own
    assert "Xong chặng" not in own
    data = signed_in(cast.receiver).get(reverse("deadlines:explain-as", args=[dossier.code, "json"])).json()["linked"]
    assert data["standing"] == "late"
    assert data["legs"][0]["ended_at"] == "2026-11-20T16:30:00+07:00"
    assert data["legs"][1]["agency"] == DEPARTMENT


def listed(account):
    page = signed_in(account).get(reverse("deadlines:own-legs"))
    assert page.status_code == 200
    return page.content.decode()


def test_an_agency_lists_its_own_legs_with_what_is_next_and_finishes_them_there(cast, outside, frozen):
    dossier = linked_dossier(cast)
    frozen(clock.at(date(2026, 11, 23), 9))
    end = reverse("deadlines:end-leg", args=[dossier.code, 2])
    before = listed(outside)
    assert "Sắp đến lượt" in before
    assert (dossier.code in before, end in before) == (True, False)
    assert dossier.code not in listed(cast.stranger)
    finish(dossier, 1, clock.at(date(2026, 11, 23), 9))
    page = listed(outside)
    assert "2. Đăng ký thường trú" in page
    assert "còn 2 ngày" in page
    assert "Cấp thẻ bảo hiểm y tế" not in page
    answer = signed_in(outside).post(end, {"from": "list"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("deadlines:own-legs"))
    assert dossier.code not in listed(outside)
    assert "3. Cấp thẻ bảo hiểm y tế" in listed(cast.specialist)


def test_who_has_only_a_leg_sees_its_clock_and_nothing_of_the_people(cast, outside, frozen):
    declared()
    dossier = make_assigned(cast)
    run_until_idle()
    words = {"kind": "other_agency", "reason": "Chờ xác minh của bà Triệu Thị Mai", "legal_basis": "Điều 1"}
    pause_clock(dossier, at=FRIDAY_AT_FOUR + HOUR / 2, officer=cast.specialist.username, **words)
    frozen(FRIDAY_AT_FOUR + HOUR)
    own, outer = (
        signed_in(one).get(reverse("deadlines:explain", args=[dossier.code])) for one in (cast.leader, outside)
    )
    assert "Triệu Thị Mai" in own.content.decode()
    for hidden in ("Triệu Thị Mai", cast.specialist.username, dossier.get_absolute_url() + '"'):
        assert hidden not in outer.content.decode()
        assert hidden not in listed(outside)
    assert "Điều 1" in outer.content.decode()


def test_own_legs_cost_the_same_queries_however_many(cast, outside, frozen, django_assert_max_num_queries):
    declared()
    for _number in range(4):
        make_accepted(cast)
    run_until_idle()
    frozen(clock.at(date(2026, 11, 30), 9))
    browser, url = signed_in(outside), reverse("deadlines:own-legs")
    assert browser.get(url).content.decode().count("Đăng ký thường trú") == 4
    with django_assert_max_num_queries(12):
        browser.get(url)


def test_the_sheet_carries_the_legs(cast):
    dossier = linked_dossier(cast)
    finish(dossier, 1, FRIDAY_AT_FOUR + HOUR / 2)
    at = clock.at(date(2026, 11, 30), 9)
    told = explained(clocks.clocks_of([Dossier.objects.get(pk=dossier.pk)])[0])
    sheet = sheet_of(told, language="vi", at=at)
    assert sheet["legs"][0] == [
        "1. Đăng ký khai sinh (1 ngày làm việc)", "Ủy ban nhân dân xã Lý Quốc", "16:00, 20/11/2026",
        "16:00, 23/11/2026", "16:30, 20/11/2026",
    ]  # fmt: skip
    assert sheet["legs"][3][3].endswith("theo kế hoạch")
    assert any("trễ do chặng 2" in line for line in sheet["legs_said"])
    assert render_pdf("deadlines/print/explanation.typ", sheet).startswith(b"%PDF-")


BAD = [
    ({"procedure": "9.999999"}, "«procedure»"),
    ({"procedure": 7}, "«procedure»"),
    ({"legal_basis": " "}, "«legal_basis»"),
    ({"valid_from": "31/01/2026"}, "«valid_from»"),
    ({"valid_to": "2025-01-01"}, "«valid_to»"),
    ({"legs": []}, "«legs»"),
    ({"legs": LEGS * 6}, "«legs»"),
    ({"leg": 1}, "tệp, «leg»"),
    ({"legs": [7]}, "chặng 1"),
    ({"legs": [LEGS[0], {**LEGS[1], "agency": "Sở Y tế"}]}, "chặng 2, «agency»"),
    ({"legs": [LEGS[0], {**LEGS[1], "agency": "H14.99"}]}, "chặng 2, «agency»"),
    ({"legs": [{**LEGS[0], "period": "nhanh"}]}, "chặng 1, «period»"),
    ({"legs": [{**LEGS[0], "period": "0 ngày"}]}, "chặng 1, «period»"),
    ({"legs": [{**LEGS[0], "with_previous": True}]}, "chặng 1, «with_previous»"),
    ({"legs": [{**LEGS[0], "name": "x" * 201}]}, "chặng 1, «name»"),
    ({"legs": [{**LEGS[0], "days": 3}]}, "chặng 1, «days»"),
]


@pytest.mark.parametrize(("wrong", "place"), BAD)
def test_a_bad_plan_is_refused_with_its_place(cast, tmp_path, wrong, place):
    file = tmp_path / "chang.json"
    file.write_text(json.dumps({**PLAN, **wrong}), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("declare_legs", str(file))
    assert f"chang.json: Kế hoạch các chặng không khai báo được – {place}" in str(refused.value)
    assert not LegPlan.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.toml", "procedure = \nx", "dòng 1, cột 13: viết không đúng TOML"),
        ("a.toml", "procedure =", "cuối tệp: viết không đúng TOML"),
        ("a.json", '{"legs":\n [}', "dòng 2, cột 3: viết không đúng JSON"),
        ("a.json", b"\xff\xfe", "không phải chữ UTF-8"),
        ("a.json", "[]", "tệp: phải là một bảng"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path, name, content, said):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CommandError, match=said):
        call_command("declare_legs", str(file))
    with pytest.raises(CommandError, match="không mở được"):
        call_command("declare_legs", str(tmp_path / "khong-co.toml"))


def test_a_file_declares_a_plan(cast, tmp_path):
    file = tmp_path / "lien-thong.toml"
    file.write_text(
        f'procedure = "1.001193"\nlegal_basis = "QĐ 06"\nvalid_from = {DAY_ONE.isoformat()}\n'
        '[[legs]]\nname = "Khai sinh"\nagency = "giai-quyet"\nperiod = "nửa ngày làm việc"\n',
        encoding="utf-8",
    )
    out = io.StringIO()
    call_command("declare_legs", str(file), stdout=out)
    assert out.getvalue() == "Thủ tục 1.001193: 1 chặng, áp dụng từ 01/01/2026.\n"
    (leg,) = LegPlan.objects.get().legs.all()
    assert (leg.amount, leg.unit) in {(Decimal(1), "half_day"), (Decimal("0.5"), "working_day")}

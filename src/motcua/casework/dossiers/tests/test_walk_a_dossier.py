"""A dossier's life through its actions, each refusal beside the success."""

from copy import deepcopy
from datetime import date, timedelta

import pytest

from motcua.capabilities.workflow.public import open_tasks
from motcua.casework.dossiers import public as dossiers
from motcua.casework.dossiers.errors import (
    AlreadyExtended,
    CodeTaken,
    DefectsMissing,
    ExtensionTooLate,
    MoveNotAllowed,
    NotOffered,
    NotYourTask,
    PapersMissing,
    ReasonMissing,
    ReceiverMissing,
    ResultFileMissing,
    SecondSupplement,
    StepNeedsMove,
)
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import Channel, DefectInput, PaperInput, PartyInput
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import (
    DEPARTMENT,
    ELSEWHERE,
    MONDAY,
    make_application,
    make_cast,
    make_dossier,
    make_file,
    make_procedure,
)
from motcua.casework.dossiers.tests.walking import says_the_same_as_its_events
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.tests.scenes import made_once
from motcua.registry.catalogue.public import offer_procedure

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = "Thiếu giấy chứng sinh theo Điều 16 Luật Hộ tịch."


@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


def test_the_whole_way_ends_with_the_result_in_the_persons_hand(cast):
    dossier = walking.whole_way(cast, make_dossier(cast), MONDAY)
    assert dossier.national_code == 10
    assert dossier.code == "H14.31-260302-0001"
    assert open_tasks(dossier.code) == []
    assert says_the_same_as_its_events(dossier)


def test_acceptance_fixes_the_deadline_and_the_register_number(cast):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY)
    assert dossier.due_at == clock.at(date(2026, 3, 5), 8)
    assert (dossier.register_number, dossier.register_year) == (1, 2026)


def test_a_code_survives_supplement_transfer_correction(cast):
    make_procedure_elsewhere(cast)
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    code, number = dossier.code, dossier.register_number
    ask(cast, dossier, MONDAY + 2 * HOUR)
    dossiers.provide_supplement(dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=MONDAY + 3 * HOUR)
    corrected = PartyInput(role="owner", full_name="Triệu Thị Mây")
    dossiers.correct_party(dossier, corrected, officer=cast.receiver.username, at=MONDAY + 3 * HOUR)
    dossier = dossiers.transfer_dossier(
        dossier, to_agency_code=ELSEWHERE, reason=WHY, officer=cast.leader.username, at=MONDAY + 4 * HOUR
    )
    assert (dossier.code, dossier.register_number) == (code, number)
    assert Dossier.objects.get(pk=dossier.pk).owner_name == "Triệu Thị Mây"
    assert {task.agency_code for task in open_tasks(code)} == {ELSEWHERE}
    assert says_the_same_as_its_events(dossier)


def test_the_clock_stands_while_papers_are_missing_and_the_date_moves_by_just_that(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    before = dossier.due_at
    ask(cast, dossier, clock.at(date(2026, 3, 3), 8))
    dossier = dossiers.provide_supplement(
        dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=clock.at(date(2026, 3, 5), 8)
    )
    assert dossier.due_at == before + timedelta(days=4)  # two working days later, over the weekend
    assert dossier.due_at == clock.at(date(2026, 3, 9), 8)
    assert says_the_same_as_its_events(dossier)


def test_before_acceptance_a_supplement_brings_the_dossier_back_to_the_counter(cast):
    dossier = make_dossier(cast)
    ask(cast, dossier, MONDAY + HOUR)
    with pytest.raises(PapersMissing):
        dossiers.provide_supplement(dossier, files={}, actor=cast.citizen.username, at=MONDAY + 2 * HOUR)
    dossier = dossiers.provide_supplement(
        dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=MONDAY + 2 * HOUR
    )
    assert dossier.national_code == 1
    assert not dossier.stops.exists()
    assert says_the_same_as_its_events(walking.accepted(cast, dossier, MONDAY + 3 * HOUR))


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_answer_to_a_request_that_is_answered_already_leads_to_the_dossier(cast, client, method):
    dossier = make_dossier(cast)
    client.force_login(cast.citizen)
    answered = getattr(client, method)(f"/ho-so/{dossier.code}/bo-sung/")
    assert answered.status_code == 302
    assert answered.url.endswith(f"/ho-so/{dossier.code}/")


def test_a_request_lists_its_defects_and_says_why(cast):
    dossier = make_dossier(cast)
    with pytest.raises(DefectsMissing):
        ask(cast, dossier, MONDAY, defects=[DefectInput("  ")])
    with pytest.raises(ReasonMissing):
        ask(cast, dossier, MONDAY, reason=" ")
    assert Dossier.objects.get(pk=dossier.pk).national_code == 1


def test_a_second_request_needs_the_head(cast):
    dossier = make_dossier(cast)
    ask(cast, dossier, MONDAY)
    dossiers.provide_supplement(dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=MONDAY + HOUR)
    with pytest.raises(SecondSupplement):
        ask(cast, dossier, MONDAY + 2 * HOUR)
    asked = ask(cast, dossier, MONDAY + 2 * HOUR, is_approved=True)
    assert asked.supplements.count() == 2


def test_refusing_receipt_ends_it_without_a_result_or_deadline(cast):
    dossier = make_dossier(cast)
    with pytest.raises(ReasonMissing):
        dossiers.refuse_receipt(dossier, reason="", officer=cast.receiver.username, at=MONDAY)
    refused = dossiers.refuse_receipt(dossier, reason=WHY, officer=cast.receiver.username, at=MONDAY + HOUR)
    assert (refused.national_code, refused.due_at, refused.register_number) == (3, None, None)
    assert open_tasks(refused.code) == []
    assert says_the_same_as_its_events(refused)


def test_refusing_on_the_merits_is_a_signed_result_on_the_clock(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    with pytest.raises(ReasonMissing):
        walking.proposed(cast, dossier, MONDAY + HOUR, outcome="refused")
    dossier = walking.proposed(cast, dossier, MONDAY + 2 * HOUR, outcome="refused", reason=WHY)
    dossier = walking.resolved(cast, dossier, MONDAY + 6 * HOUR)
    assert dossier.national_code == 9
    assert dossier.ended_at == MONDAY + 6 * HOUR
    assert says_the_same_as_its_events(dossier)


def test_a_financial_duty_stops_the_clock_until_it_is_met(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    before = dossier.due_at
    officer = cast.specialist.username
    dossiers.demand_fee(dossier, amount=135_000, reason="Thuế", officer=officer, at=clock.at(date(2026, 3, 3), 8))
    dossier = dossiers.confirm_fee(dossier, officer=cast.receiver.username, at=clock.at(date(2026, 3, 4), 8))
    assert dossier.due_at == before + timedelta(days=1)
    assert dossier.fee_state == "paid"
    assert says_the_same_as_its_events(dossier)


def test_an_extension_comes_once_a_day_ahead_and_leaves_the_legal_date(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    legal, later = dossier.due_at, clock.at(date(2026, 3, 9), 17)
    leader = cast.leader.username
    too_late = clock.at(date(2026, 3, 4), 9)
    with pytest.raises(ExtensionTooLate):
        dossiers.extend_deadline(dossier, appointed_at=later, reason=WHY, officer=leader, at=too_late)
    at = clock.at(date(2026, 3, 3), 8)
    dossier = dossiers.extend_deadline(dossier, appointed_at=later, reason=WHY, officer=leader, at=at)
    assert (dossier.due_at, dossier.appointed_at) == (legal, later)
    with pytest.raises(AlreadyExtended):
        dossiers.extend_deadline(dossier, appointed_at=later, reason=WHY, officer=leader, at=at)
    assert says_the_same_as_its_events(dossier)


@pytest.mark.parametrize("way", ["withdraw", "stop"])
def test_ending_without_a_decision_clears_every_desk(cast, way):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    ask(cast, dossier, MONDAY + 2 * HOUR)
    if way == "withdraw":
        ended = dossiers.withdraw_dossier(dossier, reason=WHY, actor=cast.citizen.username, at=MONDAY + 3 * HOUR)
    else:
        ended = dossiers.stop_dossier(dossier, reason=WHY, officer=cast.leader.username, at=MONDAY + 3 * HOUR)
    assert ended.national_code == {"withdraw": 7, "stop": 8}[way]
    assert open_tasks(ended.code) == []
    assert says_the_same_as_its_events(ended)
    with pytest.raises(MoveNotAllowed):
        dossiers.withdraw_dossier(ended, reason=WHY, actor=cast.citizen.username, at=MONDAY + 4 * HOUR)


def test_a_wrong_result_is_taken_back_and_the_first_end_stays(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    dossier = walking.resolved(cast, walking.proposed(cast, dossier, MONDAY + 2 * HOUR), MONDAY + 4 * HOUR)
    first_end = dossier.ended_at
    dossier = dossiers.reopen_dossier(dossier, reason=WHY, officer=cast.leader.username, at=MONDAY + 5 * HOUR)
    assert dossier.national_code == 4
    dossier = walking.assigned(cast, dossier, MONDAY + 5 * HOUR)
    dossier = walking.resolved(cast, walking.proposed(cast, dossier, MONDAY + 6 * HOUR), MONDAY + 8 * HOUR)
    assert dossier.ended_at == first_end
    assert says_the_same_as_its_events(dossier)


def test_signing_needs_a_prepared_result(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    with pytest.raises(ResultFileMissing):
        walking.resolved(cast, dossier, MONDAY + 2 * HOUR)
    assert Dossier.objects.get(pk=dossier.pk).ended_at is None


def test_the_result_is_posted_then_delivered(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    dossier = walking.resolved(cast, walking.proposed(cast, dossier, MONDAY + 2 * HOUR), MONDAY + 4 * HOUR)
    dossiers.post_result(dossier, tracking_code="EA123", officer=cast.receiver.username, at=MONDAY + 5 * HOUR)
    with pytest.raises(ReceiverMissing):
        dossiers.return_result(dossier, method="post", taken_by=" ", officer="tiep.nhan", at=MONDAY + 8 * HOUR)
    assert says_the_same_as_its_events(walking.returned(cast, dossier, MONDAY + 9 * HOUR))


def test_a_step_on_somebody_elses_desk_is_his(cast):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    task = walking.task_of(dossier, "process")
    with pytest.raises(NotYourTask):
        dossiers.complete_step(dossier, task=task, outcome="propose", officer="lanh.dao", at=MONDAY + HOUR)
    dossiers.hand_over_task(dossier, task=task, to="lanh.dao", officer=cast.specialist.username, at=MONDAY + HOUR)
    assert open_tasks(dossier.code)[0].username == "lanh.dao"


def test_a_step_that_waits_for_a_legal_move_is_not_finished_beside_it(cast):
    dossier = make_dossier(cast)
    step = open_tasks(dossier.code)[0]
    with pytest.raises(StepNeedsMove):
        dossiers.complete_step(
            dossier, task=step.id, outcome=step.outcomes[0].code, officer=cast.receiver.username, at=MONDAY
        )
    assert [task.id for task in open_tasks(dossier.code)] == [step.id]


def test_a_walk_in_is_received_in_one_move_with_its_code_and_register_number(cast):
    application = make_application(cast, channel=Channel.COUNTER)
    dossier = dossiers.receive_at_counter(application, officer=cast.receiver.username, at=MONDAY)
    assert (dossier.national_code, dossier.code, dossier.register_number) == (2, "H14.31-260302-0001", 1)
    assert says_the_same_as_its_events(dossier)


def test_paper_for_another_agency_starts_its_clock_when_that_agency_has_it(cast):
    make_procedure_elsewhere(cast, DEPARTMENT)
    application = make_application(cast, channel=Channel.COUNTER, agency_code=DEPARTMENT)
    dossier = dossiers.receive_at_counter(
        application, officer=cast.receiver.username, at=clock.at(date(2026, 3, 2), 16)
    )
    assert dossier.competent_received_at is None
    assert dossier.due_at == clock.at(date(2026, 3, 5), 17)  # taken after 15:00: three days from the next opening
    at = clock.at(date(2026, 3, 3), 9)
    dossier = dossiers.forward_dossier(dossier, officer=cast.receiver.username, at=at)
    assert dossier.competent_received_at == at
    assert dossier.due_at == clock.at(date(2026, 3, 6), 9)
    assert says_the_same_as_its_events(dossier)
    holders = {(task.role, task.agency_code) for task in open_tasks(dossier.code)}
    assert holders == {("head", DEPARTMENT)}


def test_a_code_of_the_national_portal_is_kept_and_never_taken_twice(cast):
    given = "H14.31-260302-7777"
    assert make_dossier(cast, given_code=given).code == given
    with pytest.raises(CodeTaken):
        make_dossier(cast, given_code=given)


def test_an_online_dossier_brings_its_required_papers(cast):
    with pytest.raises(PapersMissing) as refused:
        make_dossier(cast, papers=(PaperInput(name="Tờ khai đăng ký khai sinh"),))
    assert "Tờ khai" in str(refused.value)
    assert not Dossier.objects.exists()


def test_an_agency_that_does_not_handle_the_procedure_does_not_get_it(cast):
    with pytest.raises(NotOffered):
        make_dossier(cast, agency_code=ELSEWHERE)


def test_a_dossier_has_an_owner(cast):
    with pytest.raises(InvalidInput):
        make_dossier(cast, parties=(PartyInput(role="owner", full_name=""),))


def test_the_fee_of_the_channel_is_due_and_paid_once(cast):
    procedure = make_procedure("1.000656", fee=8_000)
    dossier = make_dossier(cast, procedure_version=procedure.version_id)
    assert (dossier.fee_state, dossier.fee_amount) == ("due", 8_000)
    dossier = dossiers.collect_fee(dossier, officer=cast.receiver.username, at=MONDAY)
    with pytest.raises(MoveNotAllowed):
        dossiers.collect_fee(dossier, officer=cast.receiver.username, at=MONDAY)
    assert says_the_same_as_its_events(dossier)


def ask(cast, dossier, at, *, defects=None, reason=WHY, is_approved=False):
    wanted = defects if defects is not None else [DefectInput("Giấy chứng sinh bản chính", 2)]
    return dossiers.request_supplement(
        dossier, defects=wanted, reason=reason, officer=cast.receiver.username, at=at, is_approved=is_approved
    )


def make_procedure_elsewhere(cast, agency=ELSEWHERE):
    offer_procedure(cast.procedure.code, agency, date(2026, 1, 1), actor="test", at=MONDAY)

"""Two who declare the same at the same moment take turns: none is broken off, and each day has one row that holds."""

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import cycle

from motcua.capabilities.registers.models import RegisterVersion
from motcua.capabilities.registers.public import publish_register
from motcua.capabilities.registers.tests.factories import written
from motcua.capabilities.workflow.models import ProcessVersion
from motcua.capabilities.workflow.public import publish_process
from motcua.capabilities.workflow.tests.factories import DEFAULT
from motcua.casework.deadlines.actions.legs import declare_legs
from motcua.casework.deadlines.errors import PlanNotUsable
from motcua.casework.deadlines.models import LegPlan
from motcua.casework.deadlines.queries.plan_files import read_plan
from motcua.casework.deadlines.tests.test_legs import PLAN
from motcua.channels.api.pages.refusals import refused
from motcua.kernel.turns import BrokenOff
from motcua.registry.people.actions.policy import decide_sign_in_policy
from motcua.registry.people.models import SignInPolicy
from motcua.registry.people.rules.locking import Policy as LockPolicy
from motcua.registry.people.tests.factories import AT
from motcua.registry.worktime.models import ClockPolicy, WorkingHours
from motcua.registry.worktime.public import Policy, declare_hours, declare_policy
from motcua.registry.worktime.tests.factories import HOURS_7_30
from tests.races.together import refusals, times, together

THREADS, ROUNDS = 4, 10
FROM = date(2026, 12, 1)


def test_hours_are_declared_one_after_the_other():
    for number in range(10, 10 + ROUNDS):
        code = f"H14.{number}"
        declare = partial(declare_hours, code, HOURS_7_30, valid_from=FROM, actor="test", at=AT)
        assert times(THREADS, declare, gate="worktime_workinghours") == [None] * THREADS
        assert WorkingHours.objects.filter(agency_code=code, replaced_at=None).count() == 10


def test_ways_of_counting_are_declared_one_after_the_other():
    policy = Policy(legal_basis="Quyết định 12/2026/QĐ-UBND")
    for number in range(ROUNDS):
        code = f"1.{number:06}"
        declare = partial(declare_policy, code, policy, valid_from=FROM, actor="test", at=AT)
        assert times(THREADS, declare, gate="worktime_clockpolicy") == [None] * THREADS
        assert ClockPolicy.objects.filter(procedure_code=code, replaced_at=None).count() == 1


def test_of_four_who_declare_the_legs_of_a_procedure_one_wins_and_the_others_are_told(cast):
    for number in range(ROUNDS):
        plan = replace(read_plan(PLAN), valid_from=date(2026, 1, 1 + number))
        answers = times(THREADS, partial(declare_legs, plan, actor="test", at=AT), gate="deadlines_legplan")
        assert [type(one) for one in refusals(answers)] == [PlanNotUsable] * (THREADS - 1)
        assert LegPlan.objects.filter(valid_to=None).count() == 1


def test_a_drawing_published_by_four_at_once_is_published_once():
    for number in range(ROUNDS):
        publish = partial(publish_process, f"p{number}", DEFAULT, valid_from=FROM, actor="test", at=AT)
        assert len({view.version_id for view in times(THREADS, publish, gate="workflow_processversion")}) == 1
    assert ProcessVersion.objects.count() == ROUNDS


def test_a_register_published_by_four_at_once_is_published_once():
    definition = written("sang-kien")
    for number in range(ROUNDS):
        mine = {**definition, "code": f"{definition['code']}-{number}"}
        made = times(THREADS, partial(publish_register, mine, actor="test", at=AT), gate="registers_registerversion")
        assert sum(one is not None for one in made) == 1
    assert RegisterVersion.objects.count() == ROUNDS


def test_decisions_on_signing_in_follow_each_other():
    policies = cycle([replace(LockPolicy(), failures_per_account=count) for count in (3, 4)])
    decide = partial(decide_sign_in_policy, decision="QĐ 12/QĐ-UBND", valid_from=FROM, actor="test", at=AT)
    for _ in range(ROUNDS):
        moves = [partial(decide, next(policies)) for _ in range(THREADS)]
        assert together(*moves, gate="people_signinpolicy") == [None] * THREADS
    assert SignInPolicy.objects.filter(valid_to=None).count() == 1


def test_a_partner_who_is_broken_off_is_told_in_json(rf):
    answer = refused(rf.get("/"), BrokenOff())
    assert answer.status_code == BrokenOff.status == 503
    assert "Hãy làm lại lần nữa" in answer.content.decode()

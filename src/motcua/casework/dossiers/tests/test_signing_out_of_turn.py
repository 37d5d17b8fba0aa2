"""A signature while the specialist still has the dossier: refused by name, or taken back with a reason that stays."""

from copy import deepcopy

import pytest

from motcua.capabilities.workflow.public import open_tasks, task_history
from motcua.casework.dossiers import public as dossiers
from motcua.casework.dossiers.errors import StepStillOpen
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.timeline import timeline_of
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier, make_result
from motcua.casework.dossiers.tests.walking import HOUR, says_the_same_as_its_events
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once
from motcua.registry.people.tests.browsing import signed_in, text

pytestmark = pytest.mark.django_db
WHY = "Chuyên viên nghỉ ốm, việc gấp của dân."


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(MONDAY + 5 * HOUR):
        yield


@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


@pytest.fixture
def drafted(cast):
    """With the specialist, whose draft is there though he has not handed it on."""
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY + HOUR), MONDAY + 2 * HOUR)
    return dossiers.prepare_result(dossier, make_result(), task=None, officer="chuyen.vien", at=MONDAY + 3 * HOUR)


def address(dossier):
    return f"/ban-lam-viec/ho-so/{dossier.code}/viec/resolve/"


def test_it_is_refused_and_says_whose_step_is_open(cast, drafted):
    with pytest.raises(StepStillOpen, match=cast.specialist.full_name) as refusal:
        walking.resolved(cast, drafted, MONDAY + 4 * HOUR)
    assert "reason" in refusal.value.fields
    assert Dossier.objects.get(pk=drafted.pk).ended_at is None
    assert [task.key for task in open_tasks(drafted.code)] == ["process"]


def test_a_step_that_nobody_has_taken_is_named_by_its_role(cast):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY + HOUR)
    dossier = dossiers.forward_dossier(dossier, officer="tiep.nhan", at=MONDAY + 2 * HOUR)
    dossiers.prepare_result(dossier, make_result(), task=None, officer="chuyen.vien", at=MONDAY + 3 * HOUR)
    with pytest.raises(StepStillOpen, match="Trưởng phòng"):
        walking.resolved(cast, dossier, MONDAY + 4 * HOUR)


def test_taken_back_with_a_reason_the_step_ends_and_the_counter_hands_the_result_over(cast, drafted):
    dossier = dossiers.resolve_dossier(drafted, officer="lanh.dao", at=MONDAY + 4 * HOUR, reason=WHY)
    assert [(task.key, task.role) for task in open_tasks(dossier.code)] == [("give_back", "receiver")]
    cut = next(step for step in task_history(dossier.code) if step.key == "process")
    assert (cut.done_at, cut.cancelled_at) == (None, MONDAY + 4 * HOUR)
    inner, outer = (timeline_of(dossier, is_inner=one)[0] for one in (True, False))
    assert (inner.detail, inner.actor, outer.detail) == (WHY, "lanh.dao", "")
    assert says_the_same_as_its_events(dossier)
    dossier = walking.returned(cast, dossier, MONDAY + 5 * HOUR)
    assert open_tasks(dossier.code) == []
    assert says_the_same_as_its_events(dossier)


def test_in_turn_no_reason_is_asked_for_and_none_is_kept(cast, drafted):
    dossier = walking.proposed(cast, drafted, MONDAY + 3 * HOUR)
    dossier = dossiers.resolve_dossier(dossier, officer="lanh.dao", at=MONDAY + 5 * HOUR, reason=WHY)
    assert not dossier.reasons.exists()
    assert [task.key for task in open_tasks(dossier.code)] == ["give_back"]


def test_the_page_offers_it_to_who_signs_alone_and_asks_for_the_reason(cast, drafted):
    leader, specialist = signed_in(cast.leader), signed_in(cast.specialist)
    assert "Thu hồi để trực tiếp ký" in text(leader.get(drafted.get_absolute_url()))
    assert "Thu hồi để trực tiếp ký" not in text(specialist.get(drafted.get_absolute_url()))
    assert specialist.post(address(drafted), {"reason": WHY}).status_code == 403
    page = text(leader.get(address(drafted)))
    assert cast.specialist.full_name in page
    assert "kết thúc dở dang" in page
    refused = leader.post(address(drafted), {"reason": "  "})
    assert (refused.status_code, "Chưa ký được" in refused.content.decode()) == (409, True)
    assert leader.post(address(drafted), {"reason": WHY}).status_code == 302
    assert Dossier.objects.get(pk=drafted.pk).life == "resolved"

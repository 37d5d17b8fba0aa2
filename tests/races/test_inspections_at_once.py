"""Inspections pressed twice and by two at the same moment: done once, the other led to it or told clearly."""

from datetime import date
from functools import partial
from uuid import uuid4

import pytest

from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, PDF
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.kernel.files.store import store_file
from motcua.oversight.inspection.actions.loading import load_checklists
from motcua.oversight.inspection.actions.planning import Draft, draft_plan
from motcua.oversight.inspection.actions.remedying import answer_remedy, judge_answer
from motcua.oversight.inspection.actions.sampling import Wish, draw_sample
from motcua.oversight.inspection.actions.visiting import open_inspection
from motcua.oversight.inspection.models import Inspection, InspectionPlan, RemedyAnswer, SampleDraw
from motcua.oversight.inspection.queries.frames import frame_of
from motcua.oversight.inspection.rules.words import Strata
from motcua.oversight.inspection.tests.conftest import NOW, PROVINCE, Scene
from motcua.oversight.inspection.tests.test_life import concluded
from tests.races.together import refusals, times, together

CHIEF = {"officer": "chu.tich", "at": NOW}


@pytest.fixture
def scene(transactional_db):
    load_checklists()
    with clock.frozen(MONDAY):
        made = Scene()
    with clock.frozen(NOW):
        yield made


def told(kind):
    return EventRecord.objects.filter(kind=f"inspection.{kind}").count()


def test_a_plan_and_an_inspection_pressed_twice_are_one(scene):
    draft = Draft(2026, "7/KH", date(2026, 1, 5), "Kế hoạch", {COMMUNE: None})
    key = uuid4()
    plans = times(2, partial(draft_plan, PROVINCE, draft, key=key, **CHIEF))
    assert len({plan.pk for plan in plans}) == InspectionPlan.objects.count() == told("plan_drafted") == 1
    plan = scene.issued()
    opened = times(2, partial(open_inspection, plan, scene.visit(), key=key, **CHIEF), gate="inspection_inspection")
    assert len({one.pk for one in opened}) == Inspection.objects.count() == told("opened") == 1


def test_two_inspections_opened_at_once_have_numbers_of_their_own(scene):
    plan = scene.issued()
    opened = together(*(partial(open_inspection, plan, scene.visit(), key=uuid4(), **CHIEF) for _n in range(3)))
    assert sorted(one.number for one in opened) == [1, 2, 3]


def test_a_sample_asked_for_twice_is_drawn_once(scene):
    inspection = scene.under_way()
    frame = frame_of(scene.head, inspection, Strata.NONE, at=NOW)
    wish = Wish("23", 2, Strata.NONE)
    draws = times(3, partial(draw_sample, inspection, frame, wish, officer="truong.doan", at=NOW))
    assert len({one.pk for one in draws}) == SampleDraw.objects.count() == told("sample_drawn") == 1


def test_of_two_answers_at_once_one_is_kept_and_the_other_refused(scene):
    _inspection, remedy = concluded(scene)
    file = store_file(PDF, name="a.pdf", at=NOW)
    move = {"file": file, "officer": "lanh.dao", "at": NOW}
    answers = together(*(partial(answer_remedy, remedy, words, key=uuid4(), **move) for words in ("Một", "Hai")))
    assert len(refusals(answers)) == RemedyAnswer.objects.count() == told("remedy_answered") == 1
    answer = RemedyAnswer.objects.get()
    judged = together(
        partial(judge_answer, answer, is_accepted=True, words="", **CHIEF),
        partial(judge_answer, answer, is_accepted=False, words="Thiếu", **CHIEF),
    )
    assert len(refusals(judged)) == told("answer_judged") == 1
    remedy.refresh_from_db()
    answer.refresh_from_db()
    assert remedy.state == ("accepted" if answer.is_accepted else "open")

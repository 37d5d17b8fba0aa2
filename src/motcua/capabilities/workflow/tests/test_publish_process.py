"""Putting drawings in force, one after another."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.capabilities.workflow.errors import ProcessRefused, PublishedTooEarly
from motcua.capabilities.workflow.models import ProcessVersion
from motcua.capabilities.workflow.public import (
    examine_process,
    open_tasks,
    process_on,
    process_version,
)
from motcua.capabilities.workflow.queries.processes import process_drawing
from motcua.capabilities.workflow.tests.factories import DEFAULT, Drawing, published, started, two_steps
from motcua.kernel.events.store import history_of
from motcua.kernel.memory import forget_all

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


def test_a_published_process_is_found_on_its_days_with_its_steps_and_hours():
    view = published(valid_from=MARCH)
    assert process_on("default", MARCH) == view
    assert process_on("default", date(2026, 2, 28)) is None
    assert (view.number, view.name) == (1, "Quy trình giải quyết thủ tục hành chính")
    assert view.step("process").moves == ("request_supplement", "demand_fee", "stop")
    assert view.total_hours == 40
    assert process_drawing(view.version_id) == DEFAULT


def test_a_new_version_ends_the_one_before_and_leaves_running_cases_on_theirs():
    first = published(two_steps().text(), code="x")
    started(first, "S-1")
    second = published(DEFAULT, code="x", valid_from=MARCH)
    assert second.number == 2
    assert process_on("x", date(2026, 2, 28)) == first
    assert process_on("x", MARCH) == second
    assert [task.key for task in open_tasks("S-1")] == ["a"]


def test_a_version_of_the_same_day_takes_the_place_of_the_one_before():
    published(two_steps().text(), code="x", valid_from=MARCH)
    second = published(DEFAULT, code="x", valid_from=MARCH)
    assert process_on("x", MARCH) == second


def test_the_drawing_in_force_is_not_published_twice():
    first = published()
    assert published(valid_from=MARCH) == first
    assert ProcessVersion.objects.count() == 1
    assert len(history_of("default")) == 1


def test_a_version_cannot_begin_before_its_forerunner():
    published(two_steps().text(), code="x", valid_from=MARCH)
    with pytest.raises(PublishedTooEarly, match="01/03/2026"):
        published(DEFAULT, code="x", valid_from=date(2026, 2, 1))
    assert process_on("x", MARCH).number == 1


def test_a_wrong_drawing_is_refused_with_all_reasons_and_stores_nothing():
    drawing = two_steps()
    drawing.add("scriptTask", "s1", "<script>x = 1</script>", name="Tính phí")
    drawing.add("serviceTask", "s2", name="Gọi cổng")
    with pytest.raises(ProcessRefused) as refused:
        published(drawing.text(), code="x")
    assert "tác vụ chạy mã «Tính phí» (s1)" in str(refused.value)
    assert set(refused.value.fields) == {"s1", "s2"}
    assert not ProcessVersion.objects.exists()


def test_a_designer_sees_the_findings_without_publishing():
    assert examine_process(DEFAULT).description.longest_hours == 40
    assert examine_process(Drawing().text()).problems


def test_the_roles_are_those_of_the_organisation():
    drawing = two_steps()
    drawing.step("c", motcua__role="alien")
    with pytest.raises(ProcessRefused, match=r"Tiếp nhận và trả kết quả \(receiver\)"):
        published(drawing.text())


def test_a_version_is_read_from_the_database_once(django_assert_num_queries):
    version_id = published().version_id
    forget_all()
    with django_assert_num_queries(1):
        process_version(version_id)
        process_version(version_id)


def test_the_database_keeps_versions_apart_by_day():
    published()
    row = ProcessVersion.objects.get()
    row.pk, row.number = None, 2
    with pytest.raises(IntegrityError, match="process_once_a_day"), transaction.atomic():
        row.save(force_insert=True)
    connection.check_constraints()

"""Versions are dated, immutable and read once a process."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from motcua.kernel.errors import InvalidInput
from motcua.kernel.memory import forget_all
from motcua.registry.catalogue.errors import NoSuchVersion, TooEarly
from motcua.registry.catalogue.models import Channel, Edition, ProcedureVersion
from motcua.registry.catalogue.public import (
    draft_of,
    procedure_names,
    procedure_on,
    procedure_version,
    publish_procedure,
)
from motcua.registry.catalogue.tests.factories import AT, DAY, THREE_DAYS, draft, procedure

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 1)


def test_what_is_published_is_read_as_it_was_written():
    view = procedure()
    written = draft()
    assert (view.code, view.name, view.levels, view.subjects) == (
        "9.000001", "Cấp thẻ đọc sách lưu động", ("commune",), ("Công dân Việt Nam",),
    )  # fmt: skip
    assert (view.channels, view.results, view.legal_bases) == (written.channels, written.results, written.legal_bases)
    assert view.allowance_for("counter") == (Decimal(3), "working_day") == THREE_DAYS
    assert view.is_online
    assert [paper.code for case in view.cases for paper in case.papers] == ["don", "the-cu"]
    assert all(case.id and paper.id for case in view.cases for paper in case.papers)
    assert [case.is_condition for case in view.cases] == [False, True]


def test_each_day_has_its_version_half_open():
    first = procedure()
    second = procedure(name="Cấp thẻ đọc sách", valid_from=LATER)
    assert procedure_on("9.000001", DAY - timedelta(days=1)) is None
    assert procedure_on("9.000001", DAY) == procedure_on("9.000001", LATER - timedelta(days=1)) == first
    assert procedure_on("9.000001", LATER) == second
    assert (second.number, procedure_names(["9.000001", "x"])) == (2, {"9.000001": "Cấp thẻ đọc sách"})


def test_a_version_of_the_same_day_takes_the_place_of_one_that_never_held_and_both_can_be_read():
    first, second = procedure(), procedure(name="Cấp thẻ đọc sách")
    assert procedure_on("9.000001", DAY) == second
    assert procedure_version(first.version_id) == first


def test_a_version_cannot_begin_before_the_last():
    procedure(valid_from=LATER)
    with pytest.raises(TooEarly):
        procedure(valid_from=DAY)


def test_a_procedure_needs_a_code_and_a_name():
    with pytest.raises(InvalidInput) as refusal:
        publish_procedure(draft(code=" ", name=""), actor="soan-thao", at=AT)
    assert set(refusal.value.fields) == {"code", "name"}


def test_a_version_is_read_by_seven_statements_and_then_by_none(django_assert_num_queries):
    version = procedure().version_id
    forget_all()
    with django_assert_num_queries(7):
        procedure_version(version)
    with django_assert_num_queries(0):
        procedure_version(version)
    with django_assert_num_queries(1):
        procedure_on("9.000001", DAY)


def test_an_unknown_version_is_refused_and_not_remembered(django_assert_num_queries):
    with django_assert_num_queries(2):
        for _ in range(2):
            with pytest.raises(NoSuchVersion):
                procedure_version(0)


def test_a_view_can_be_made_a_draft_again():
    view = procedure()
    again = publish_procedure(draft_of(view), actor="soan-thao", at=AT)
    assert (again.channels, again.name, again.number) == (view.channels, view.name, 2)


def test_no_two_versions_hold_on_one_day_whoever_writes_them():
    view = procedure()
    row = ProcedureVersion.objects.get(pk=view.version_id)
    row.pk, row.number = None, 9
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_doubt_cannot_stand_beside_a_time_as_if_it_were_a_fact():
    procedure()
    with pytest.raises(IntegrityError), transaction.atomic():
        Channel.objects.filter(allowance_amount__isnull=False).update(doubt="x" * 16)


def test_every_change_makes_a_new_edition():
    procedure()
    before = Edition.objects.get().number
    procedure(valid_from=LATER)
    assert Edition.objects.get().number == before + 1

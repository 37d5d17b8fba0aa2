"""The forms of reform, tasks, inspections and scoring that make something, sent twice as they stand: done once.

Whatever the form is for: after the second sending no table has another row than after the first, and whoever is led on
is led to the same place.
"""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import COMMUNE, make_officer
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.rules.drafts import Home
from motcua.oversight.assignments.rules.life import Move
from motcua.oversight.assignments.tests.factories import make_assignment, make_move
from motcua.oversight.inspection.actions.remedying import Seen, record_finding
from motcua.oversight.inspection.models import InspectionPlan
from motcua.oversight.inspection.rules.words import Severity
from motcua.oversight.inspection.tests import conftest as inspecting
from motcua.oversight.par_index.actions.loading import load_sets
from motcua.oversight.par_index.models import ScoringSheet
from motcua.oversight.par_index.tests.factories import make_round, small, small_set
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target
from motcua.registry.organisation.public import Role
from motcua.registry.people.public import Account
from motcua.registry.people.tests.browsing import signed_in
from tests.bad_input.filling import forms_on
from tests.visiting import upload

begun, scene = inspecting.begun, inspecting.scene
PLAN = "KH-2026-H14"
FIELDS = {
    "year": "2026", "year_from": "2026", "year_to": "2026", "minimum": "80", "numerator": "41", "denominator": "50",
    "value": "50", "percent": "40", "lead": COMMUNE, "ends_on": "30/06/2026", "issued_on": "02/03/2026",
    "number": "15/KH-UBND", "document_on": "16/03/2026", "new_due_on": "30/09/2026", "visit_on": "20/03/2026",
    "first_on": "01/03/2026", "last_on": "31/03/2026", "signed_on": "15/01/2026", "due_on": "30/04/2026",
    "han": "15/12/2026", "base_year": "", "base_value": "", "strive": "", "upper": "", "steps": "", "par": "",
    "agency": [COMMUNE], "inspected": COMMUNE, "head": "truong.doan", "member": [], "others": "", "seed": "hat-giong",
    "size": "2", "tu": "", "co": [], "implements": "", "document": "", "target": "", "supervisor": "",
    "agency_code": inspecting.PROVINCE, "tu-1.1.1": "9", "mau-1.1.1": "10", "tu-1.1.2": "8", "mau-1.1.2": "10",
    "gia-tri-1.1.3": "1", "gia-tri-1.1.4": "1", "measure": "typed", "whole": "", "parent": "",
}  # fmt: skip
"""What a person types where a line of sense is not enough, by the name of the field."""
APPS = ("reform", "assignments", "inspection", "par_index", "scorecards", "events", "registers")


@pytest.fixture
def world(scene):
    """A plan in force and one in draft, tasks at two steps, an inspection under way, a round of scoring."""
    make_officer("xa.cham", "Nông Văn Chấm", COMMUNE, Role.HEAD, Role.SPECIALIST)
    plan = make_plan(PLAN, issued=False)
    make_target(plan, 1, agency_code=COMMUNE, denominator_words="hồ sơ")
    issue(plan)
    make_plan("KH-2026-H14-2", issued=False)
    home = Home(PLAN, inspecting.PROVINCE, (2026, 2026), is_issued=True)
    for number in (1, 2):
        task = make_assignment(number, home=home, at=inspecting.NOW, lead_code=COMMUNE, co_codes=(), target_code="")
    make_move(task, Move.ACCEPT, at=inspecting.NOW)
    inspection = scene.under_way()
    seen = Seen("Thiếu", "2", Severity.MINOR)
    record_finding(inspection, seen, key=uuid4(), officer="truong.doan", at=inspecting.NOW)
    scene.issued()
    sets = [
        small_set(small() | {"level": "commune", "code": code}, f"{code}.json") for code in ("NHO-2026", "KHAC-2026")
    ]
    load_sets(sets, actor="test", at=inspecting.NOW)
    make_round("NHO-2026", COMMUNE, at=inspecting.NOW)
    return inspection


def rows():
    """How many rows each table has."""
    models = [model for model in apps.get_models() if model._meta.app_label in APPS]
    return {model._meta.label: model.objects.count() for model in models}


def pages(world):
    """Who opens which page; every form on it that is sent is tried."""
    inspection, task = world.get_absolute_url(), Assignment.objects.order_by("id")
    sheet, finding = ScoringSheet.objects.get(), world.findings.get()
    waiting, accepted = (reverse("assignments:detail", args=[one.code]) for one in task)
    return [
        ("truong.doan", "/cai-cach/ke-hoach/moi/"),
        ("truong.doan", f"/cai-cach/ke-hoach/{PLAN}-2/du-thao/chi-tieu/"),
        ("truong.doan", f"/cai-cach/ke-hoach/{PLAN}/sua-doi/"),
        ("xa.cham", f"/cai-cach/chi-tieu/{PLAN}.01/nhap-so-lieu/"),
        ("truong.doan", f"/nhiem-vu/giao/?ke-hoach={PLAN}"),
        ("truong.doan", "/nhiem-vu/van-ban/them/"),
        ("xa.cham", waiting),
        ("xa.cham", f"{accepted}report/"),
        ("xa.cham", f"{accepted}submit/"),
        ("truong.doan", f"{accepted}adjust/"),
        ("chu.tich", "/kiem-tra/ke-hoach/moi/"),
        ("chu.tich", f"{InspectionPlan.objects.latest('id').get_absolute_url()}cuoc-moi/"),
        ("truong.doan", f"{inspection}phat-hien/"),
        ("truong.doan", f"{inspection}phat-hien/{finding.number}/kien-nghi/"),
        ("truong.doan", f"{inspection}mau/"),
        ("chu.tich", f"{inspection}ky-luat/"),
        ("truong.doan", "/par-index/bo/KHAC-2026/mo-dot/"),
        ("xa.cham", f"{sheet.get_absolute_url()}tieu-chi/1.1.1/"),
        ("xa.cham", sheet.get_absolute_url()),
    ]


def test_no_form_of_reform_does_twice_what_is_sent_twice(world):
    doubled, refused = [], []
    for name, page in pages(world):
        client = signed_in(Account.objects.get(username=name))
        for form in (
            one for one in forms_on(client, page) if one.method.lower() == "post" and "dang-xuat" not in one.url
        ):
            values = {field: FIELDS[field] for field in form.names if field in FIELDS}
            undo = transaction.savepoint()
            answers, counted = [], [rows()]
            for _click in range(2):
                files = {field: upload() for field in form.files}
                answers.append(client.post(form.url, form.filled(**values, **files)))
                counted.append(rows())
            transaction.savepoint_rollback(undo)
            first, again = answers
            if first.status_code != 302 or counted[0] == counted[1]:
                refused.append((page, form.url, first.status_code))
            elif counted[1] != counted[2] or again.get("Location", first["Location"]) != first["Location"]:
                doubled.append((page, form.url, again.status_code))
    assert not doubled
    assert not refused, refused

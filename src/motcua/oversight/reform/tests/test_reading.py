"""Who sees which plan, in which edition, with which results; and that no figure stands without an address."""

import re
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from motcua.casework.dossiers.tests.factories import COMMUNE
from motcua.oversight.reform.models import Bound, Edition, Target
from motcua.oversight.reform.public import Outcome, plans_of, results_of, targets_of
from motcua.oversight.reform.tests.factories import MORNING, issue, make_plan, make_target

pytestmark = pytest.mark.django_db


def test_targets_of_an_issued_edition_are_never_edited():
    plan = make_plan(issued=False)
    make_target(plan)
    issue(plan)
    changes = (
        lambda: Target.objects.update(name="khác"),
        lambda: Bound.objects.update(value=1),
        lambda: Bound.objects.all().delete(),
        lambda: Edition.objects.update(title="khác"),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
            change()
    assert targets_of(plans=[plan.code])[0].name == "Chỉ tiêu 1"
    assert plans_of(year=2026)[0].issued_on == date(2026, 1, 5)


def test_every_target_has_an_answer_with_an_address():
    plan = make_plan(issued=False)
    make_target(plan)
    issue(plan)
    targets = targets_of(plans=[plan.code])
    results = results_of(targets, at=MORNING)
    assert results[targets[0].code].outcome is Outcome.NO_DATA
    assert results[targets[0].code].url


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def text(response):
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_the_pages_show_the_plan_and_each_target(cast):
    plan = make_plan("KH-2026-XA", agency=COMMUNE, issued=False, title="Kế hoạch của xã")
    make_target(plan, minimum=80, strive=95)
    issue(plan)
    client = signed_in(cast.leader)
    for address in ("/cai-cach/", "/cai-cach/ke-hoach/", plan.get_absolute_url(), f"{plan.get_absolute_url()}ban-in/"):
        assert "Kế hoạch của xã" in text(client.get(address))
    html = text(client.get(f"/cai-cach/chi-tieu/{plan.code}.01/"))
    assert "≥ 80 %, phấn đấu ≥ 95 %" in html
    assert "Chưa gắn cách đo" in html
    assert text(client.get("/cai-cach/chuong-trinh/"))


def test_a_stranger_finds_nothing_and_the_agency_below_only_what_was_issued(cast):
    own = make_plan("KH-2026-XA", agency=COMMUNE)
    above = make_plan("KH-2026-H14")
    draft = make_plan("KH-2026-NHAP", issued=False)
    stranger, leader = signed_in(cast.stranger), signed_in(cast.leader)
    assert stranger.get(own.get_absolute_url()).status_code == 404
    assert stranger.get(above.get_absolute_url()).status_code == 200
    assert leader.get(own.get_absolute_url()).status_code == 200
    assert leader.get(draft.get_absolute_url()).status_code == 404


def test_no_figure_of_a_plan_stands_without_an_address_and_each_address_opens(cast):
    plan = make_plan("KH-2026-XA", agency=COMMUNE, issued=False)
    for number, more in enumerate(({}, {"strive": 95}, {"minimum": 3, "unit": "tổ"}), start=1):
        make_target(plan, number, **more)
    issue(plan)
    client = signed_in(cast.leader)
    for address in (
        "/cai-cach/",
        "/cai-cach/ke-hoach/",
        plan.get_absolute_url(),
        f"/cai-cach/chi-tieu/{plan.code}.01/",
    ):
        html = text(client.get(address))
        main = html[html.index("<main") : html.index("</main>")]
        for cell in re.findall(r"<td[^>]*>(.*?)</td>", main, flags=re.DOTALL):
            bare = re.sub(r"<a .*?</a>|<[^>]+>", " ", cell, flags=re.DOTALL).strip()
            assert not re.fullmatch(r"[\d.,/ %]+", bare), cell
        for link in set(re.findall(r'href="(/cai-cach/[^"#]*)', main)):
            assert client.get(link).status_code == 200, link

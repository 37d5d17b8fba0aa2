"""Typed-in figures: evidence, four eyes, one that counts, corrections; and live figures judged beside their counts."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.capabilities.registers.public import load_sample, register_counts
from motcua.casework.dossiers.tests.factories import COMMUNE, ELSEWHERE, MONDAY, PDF, make_dossier, make_file
from motcua.casework.dossiers.tests.walking import HOUR, whole_way
from motcua.kernel import clock
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.oversight.reform.models import Figure
from motcua.oversight.reform.public import MeasureKind, Outcome, results_of, targets_of
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target

pytestmark = pytest.mark.django_db


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def plan(cast):
    """One target that must be typed in, denominator defined."""
    made = make_plan("KH-2026-XA", agency=COMMUNE, issued=False)
    make_target(made, 1, minimum=50, strive=80, measure=MeasureKind.TYPED, denominator_words="mọi nhiệm vụ")
    issue(made)
    return made


TARGET = "KH-2026-XA.01"
PARTS = {"year": "2026", "numerator": "662", "denominator": "1315"}


def entered(client, *, evidence=True, query="", **more):
    file = {"evidence": SimpleUploadedFile("bao-cao.pdf", PDF, "application/pdf")} if evidence else {}
    return client.post(f"/cai-cach/chi-tieu/{TARGET}/nhap-so-lieu/{query}", {**PARTS, **more, **file})


def moved(client, pk, move, **more):
    return client.post(f"/cai-cach/so-lieu/{pk}/{move}/", more)


def result(at=MONDAY):
    return results_of(targets_of(codes=[TARGET]), at=at)[TARGET]


def test_a_figure_counts_only_after_another_person_approved_it(cast, plan):
    specialist, leader = signed_in(cast.specialist), signed_in(cast.leader)
    response = entered(specialist)
    assert response.status_code == 302, response.content.decode()[-1500:]
    figure = Figure.objects.get()
    assert result().outcome is Outcome.NO_DATA
    assert moved(specialist, figure.pk, "gui-duyet").status_code == 302
    assert moved(specialist, figure.pk, "duyet").status_code == 403
    assert moved(leader, figure.pk, "duyet").status_code == 302
    found = result()
    assert (found.outcome, str(found.value)) == (Outcome.MINIMUM_MET, "50.34")
    assert (found.numerator, found.denominator) == (662, 1315)
    page = leader.get(found.url).content.decode()
    assert "bao-cao.pdf" in page
    assert "50,34 %" in page
    assert leader.get(f"{found.url}minh-chung/").status_code == 200
    assert "662/1.315" in leader.get(plan.get_absolute_url()).content.decode()
    assert moved(leader, figure.pk, "khoa").status_code == 302
    assert moved(leader, figure.pk, "duyet").status_code == 409


def test_nobody_approves_his_own_figure(cast, plan):
    leader = signed_in(cast.leader)
    entered(leader)
    figure = Figure.objects.get()
    moved(leader, figure.pk, "gui-duyet")
    refused = moved(leader, figure.pk, "duyet")
    assert refused.status_code == 403
    assert "không tự duyệt được" in refused.content.decode()
    figure.refresh_from_db()
    assert figure.state == "sent"
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.update(approved_by=cast.leader.username)


def test_without_evidence_nothing_is_sent(cast, plan):
    specialist = signed_in(cast.specialist)
    entered(specialist, evidence=False)
    refused = moved(specialist, Figure.objects.get().pk, "gui-duyet")
    assert refused.status_code == 422
    assert "tệp minh chứng" in refused.content.decode()


def test_what_is_sent_back_says_why_and_may_be_sent_again(cast, plan):
    specialist, leader = signed_in(cast.specialist), signed_in(cast.leader)
    entered(specialist)
    pk = Figure.objects.get().pk
    moved(specialist, pk, "gui-duyet")
    assert moved(leader, pk, "tra-lai", why="Thiếu chữ ký").status_code == 302
    assert "Thiếu chữ ký" in specialist.get(f"/cai-cach/so-lieu/{pk}/").content.decode()
    assert moved(specialist, pk, "gui-duyet").status_code == 302


def test_a_correction_takes_the_place_of_what_was_approved_and_both_stay(cast, plan):
    specialist, leader = signed_in(cast.specialist), signed_in(cast.leader)
    entered(specialist)
    first = Figure.objects.get()
    moved(specialist, first.pk, "gui-duyet")
    moved(leader, first.pk, "duyet")
    assert entered(specialist, query=f"?thay={first.pk}", numerator="1315").status_code == 302
    second = Figure.objects.latest("id")
    moved(specialist, second.pk, "gui-duyet")
    assert result().outcome is Outcome.MINIMUM_MET
    assert moved(leader, second.pk, "duyet").status_code == 302
    assert result().outcome is Outcome.STRIVE_MET
    first.refresh_from_db()
    assert first.state == "corrected"
    assert f"/cai-cach/so-lieu/{second.pk}/" in leader.get(f"/cai-cach/so-lieu/{first.pk}/").content.decode()
    third = entered(specialist)
    pk = int(third["Location"].rstrip("/").rpartition("/")[2])
    moved(specialist, pk, "gui-duyet")
    refused = moved(leader, pk, "duyet")
    assert refused.status_code == 409
    assert "Hãy hiệu chỉnh" in refused.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"numerator": "5", "denominator": ""}, "Hãy ghi tử số và mẫu số"),
        ({"denominator": "0"}, "Mẫu số phải lớn hơn 0"),
        ({"numerator": "-1"}, "không âm"),
        ({"numerator": "2000"}, "không được lớn hơn mẫu số"),
        ({"year": "năm"}, "bốn chữ số"),
    ],
)
def test_figures_typed_wrong_are_said_at_their_box(cast, plan, typed, said):
    response = entered(signed_in(cast.specialist), **typed)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_strangers_find_no_figure_and_type_none(cast, plan):
    entered(signed_in(cast.specialist))
    stranger = signed_in(cast.stranger)
    pk = Figure.objects.get().pk
    for address in (f"/cai-cach/so-lieu/{pk}/", f"/cai-cach/so-lieu/{pk}/minh-chung/", f"/cai-cach/chi-tieu/{TARGET}/"):
        assert stranger.get(address).status_code == 404
    assert entered(stranger).status_code == 404
    assert moved(stranger, pk, "gui-duyet").status_code == 404


def test_a_share_whose_denominator_nobody_defined_is_not_compared(cast):
    made = make_plan("KH-2026-XA", agency=COMMUNE, issued=False)
    make_target(made, 1, measure=MeasureKind.TYPED)
    issue(made)
    specialist, leader = signed_in(cast.specialist), signed_in(cast.leader)
    entered(specialist)
    pk = Figure.objects.get().pk
    moved(specialist, pk, "gui-duyet")
    moved(leader, pk, "duyet")
    found = result()
    assert found.outcome is Outcome.NOT_COMPARABLE
    assert "Chưa xác định mẫu số" in found.note


def test_a_live_figure_is_counted_and_leads_to_its_dossiers(cast):
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    made = make_plan("KH-2026-XA", agency=COMMUNE, issued=False)
    make_target(made, 1, minimum=95, measure=MeasureKind.INDICATOR, measure_code="on_time_rate")
    issue(made)
    later = MONDAY + timedelta(days=3)
    found = result(later)
    assert (found.numerator, found.denominator, found.outcome) == (1, 1, Outcome.MET)
    with clock.frozen(later):
        assert "/so-lieu/chi-tieu/on_time_rate/" in found.url
        assert signed_in(cast.leader).get(found.url).status_code == 200


def test_a_plan_asks_as_much_for_many_targets_as_for_few(cast):
    client, counts = signed_in(cast.leader), []
    for code, most in (("KH-2026-IT", 3), ("KH-2026-NHIEU", 30)):
        made = make_plan(code, agency=COMMUNE, issued=False)
        for number in range(1, most + 1):
            kind = (MeasureKind.INDICATOR, MeasureKind.TYPED, MeasureKind.NONE)[number % 3]
            live = "on_time_rate" if kind == MeasureKind.INDICATOR else ""
            make_target(made, number, measure=kind, measure_code=live)
        issue(made)
        client.get(made.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            assert client.get(made.get_absolute_url()).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_count_of_a_register_is_held_against_its_bound_and_leads_to_its_rows(cast):
    load_sample([COMMUNE], actor="test", at=MONDAY)
    made = make_plan("KH-2026-XA", agency=COMMUNE, issued=False)
    bound = {"measure": MeasureKind.REGISTER, "measure_code": "to-cong-nghe-so"}
    make_target(made, 1, minimum=1, unit="tổ", measure_count="teams", **bound)
    make_target(made, 2, minimum=1, unit="tổ", measure_count="khong-co", **bound)
    issue(made)
    targets = targets_of(plans=[made.code])
    found = results_of(targets, at=MONDAY)
    teams = register_counts("to-cong-nghe-so", agencies=[COMMUNE])["teams"]
    first, second = (found[target.code] for target in targets)
    assert (first.value, first.url) == (teams.numerator, teams.url)
    assert first.outcome is (Outcome.MET if teams.numerator >= 1 else Outcome.NOT_MET)
    assert (second.outcome, second.url) == (Outcome.NO_DATA, targets[1].url)


def test_units_merged_within_the_base_are_compared_and_one_from_outside_is_not(cast):
    made = make_plan("KH-2026-H14", agency="H14", issued=False)
    base = {"measure": MeasureKind.TYPED, "comparator": "reduce>=", "base_year": 2021, "denominator_words": "đơn vị"}
    make_target(made, 1, minimum=2, base_agencies=[COMMUNE, ELSEWHERE, "H14.05"], **base)
    make_target(made, 2, minimum=2, base_agencies=[COMMUNE], **base)
    issue(made)
    for number in (1, 2):
        Figure.objects.create(
            target_code=f"{made.code}.0{number}", agency_code="H14", year=2026, state="approved", numerator=15,
            denominator=600, evidence=make_file(), entered_at=MONDAY, entered_by="a", approved_at=MONDAY,
            approved_by="b",
        )  # fmt: skip
    found = results_of(targets_of(plans=[made.code]), at=MONDAY)
    assert found[f"{made.code}.01"].outcome is Outcome.MET
    assert found[f"{made.code}.02"].outcome is Outcome.NOT_COMPARABLE
    assert "sáp nhập" in found[f"{made.code}.02"].note

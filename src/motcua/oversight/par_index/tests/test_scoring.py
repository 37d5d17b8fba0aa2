"""From the unit's own points to the conclusion: who may what, what is kept, what counts."""

import re
from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.events.models import EventRecord
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.par_index.actions.evidence import attach_evidence, state_effort
from motcua.oversight.par_index.actions.moving import move_sheet
from motcua.oversight.par_index.actions.rounds import close_round
from motcua.oversight.par_index.actions.scoring import save_scores
from motcua.oversight.par_index.actions.surveys import import_survey
from motcua.oversight.par_index.errors import (
    FileFaulty,
    InputFaulty,
    MoveNotAllowed,
    OwnAgency,
    OwnScore,
    ReasonMissing,
    RoundClosed,
    RoundThere,
    SheetsUnfinished,
    StepReasonMissing,
    Unscored,
)
from motcua.oversight.par_index.models import ComponentEvidence, ScoreEntry, ScoringSheet
from motcua.oversight.par_index.queries.funnels import check_may
from motcua.oversight.par_index.queries.scores import standpoint
from motcua.oversight.par_index.queries.standings import gap_of, gaps, index_standing
from motcua.oversight.par_index.rules.inputs import Typed
from motcua.oversight.par_index.rules.life import Move, State
from motcua.oversight.par_index.tests.factories import (
    HOME,
    JUSTICE,
    NOW,
    PDF,
    ROOT,
    TOWN,
    dec,
    later,
    make_officer,
    make_round,
    make_scorers,
)
from motcua.registry.organisation.public import Role

pytestmark = pytest.mark.django_db
FULL = {
    "1.1.1": Typed("96", "100"),
    "1.1.2": Typed("30", "80"),
    "1.1.3": Typed(value="1"),
    "1.1.4": Typed(value="0,75", reason="Theo biên bản"),
    "2.1.1": Typed("9", "10"),
}
SURVEY = "Đơn vị;Tiêu chí;Kết quả;Số phiếu\nSở Tư pháp;2.1.2;85,5;120\nH14.03;2.1.2;90;80\n"


@made_once
def begun():
    with clock.frozen(NOW):
        return make_scorers()


@pytest.fixture
def people(begun):
    with clock.frozen(NOW):
        yield deepcopy(begun)


def scored(people, typed=None):
    save_scores(people.sheet, typed or FULL, move=Move.SCORE, officer="tu.cham", at=NOW)
    return standpoint(people.sheet, at=NOW)


def handed_in(people):
    scored(people)
    return move_sheet(people.sheet, Move.SUBMIT, officer="tu.cham", at=later(1))


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def test_points_follow_from_what_was_entered(people):
    stands = scored(people)
    assert stands.points == {
        "1.1.1": 2, "1.1.2": dec("0.70"), "1.1.3": dec("0.5"), "1.1.4": dec("0.75"), "2.1.1": 3}  # fmt: skip
    assert stands.total == dec("6.95")
    assert stands.unscored == []
    assert stands.unsurveyed == ["2.1.2"]


def test_the_same_again_writes_nothing_and_a_correction_keeps_what_was(people):
    scored(people)
    assert save_scores(people.sheet, FULL, move=Move.SCORE, officer="tu.cham", at=later(1)) == 0
    changed = {"1.1.1": Typed("85", "100")}
    assert save_scores(people.sheet, changed, move=Move.SCORE, officer="tu.cham", at=later(2)) == 1
    assert [entry.points for entry in ScoreEntry.objects.filter(number="1.1.1").order_by("id")] == [2, 1]
    told = EventRecord.objects.filter(kind="par_index.scored", payload__component="1.1.1").order_by("id")
    assert [(one.payload["before"], one.payload["points"]) for one in told] == [(None, "2.00"), ("2.00", "1.00")]


@pytest.mark.parametrize(
    ("number", "typed", "why"),
    [
        ("1.1.1", Typed("96", ""), "mẫu số"),
        ("1.1.1", Typed("", "96"), "tử số"),
        ("1.1.1", Typed("5", "0"), "lớn hơn 0"),
        ("1.1.1", Typed("abc", "1"), "không phải là số"),
        ("1.1.1", Typed("1.234", "5000"), "hai cách"),
        ("1.1.4", Typed(value="1,5"), "vượt điểm tối đa"),
        ("1.1.4", Typed(value="0,123"), "hai chữ số"),
        ("1.1.4", Typed(value="-1"), "không được âm"),
    ],
)
def test_a_faulty_cell_is_refused_with_its_number_and_nothing_is_kept(people, number, typed, why):
    with pytest.raises(InputFaulty, match=why) as refused:
        save_scores(people.sheet, {**FULL, number: typed}, move=Move.SCORE, officer="tu.cham", at=NOW)
    assert number in str(refused.value)
    assert not ScoreEntry.objects.exists()


def test_nothing_is_left_out_when_handing_in(people):
    scored(people, {"1.1.1": FULL["1.1.1"]})
    with pytest.raises(Unscored, match=r"1\.1\.2, 1\.1\.3"):
        move_sheet(people.sheet, Move.SUBMIT, officer="tu.cham", at=later(1))


def test_after_handing_in_the_unit_changes_nothing_until_it_comes_back_with_a_reason(people):
    sheet = handed_in(people)
    with pytest.raises(MoveNotAllowed, match="Chờ thẩm định"):
        save_scores(sheet, FULL, move=Move.SCORE, officer="tu.cham", at=later(2))
    with pytest.raises(StepReasonMissing):
        move_sheet(sheet, Move.SEND_BACK, officer="tham.dinh", at=later(2))
    sheet = move_sheet(sheet, Move.SEND_BACK, reason="Thiếu tài liệu", officer="tham.dinh", at=later(2))
    assert sheet.state == State.SELF


def test_an_appraiser_gives_a_reason_for_every_difference(people):
    sheet = handed_in(people)
    with pytest.raises(ReasonMissing, match=r"1\.1\.1"):
        save_scores(sheet, {"1.1.1": Typed(value="1")}, move=Move.APPRAISE, officer="tham.dinh", at=later(2))
    typed = {"1.1.1": Typed(value="1", reason="Báo cáo ghi 85 %"), "1.1.3": Typed(value="0,5")}
    assert save_scores(sheet, typed, move=Move.APPRAISE, officer="tham.dinh", at=later(2)) == 1
    stands = standpoint(sheet, at=later(2))
    assert stands.rows["1.1.1"].own.points == 2
    assert stands.points["1.1.1"] == 1
    assert stands.total == dec("5.95")


def test_what_the_unit_scores_anew_overrules_the_old_appraisal(people):
    sheet = handed_in(people)
    typed = {"1.1.1": Typed(value="0", reason="Không có báo cáo")}
    save_scores(sheet, typed, move=Move.APPRAISE, officer="tham.dinh", at=later(2))
    move_sheet(sheet, Move.SEND_BACK, reason="Bổ sung", officer="tham.dinh", at=later(3))
    save_scores(sheet, {"1.1.1": Typed("90", "100")}, move=Move.SCORE, officer="tu.cham", at=later(4))
    row = standpoint(sheet, at=later(5)).rows["1.1.1"]
    assert (row.points, row.appraisal) == (1, None)


def test_the_conclusion_may_differ_and_closing_locks_all(people):
    sheet = handed_in(people)
    move_sheet(sheet, Move.FINISH_APPRAISAL, officer="tham.dinh", at=later(2))
    save_scores(
        sheet, {"1.1.4": Typed(value="1", reason="Hội đồng")}, move=Move.CONCLUDE, officer="lanh.dao", at=later(3)
    )
    move_sheet(sheet, Move.FINISH, officer="lanh.dao", at=later(4))
    with pytest.raises(SheetsUnfinished, match="Sở Nội vụ"):
        close_round(people.round, officer="lanh.dao", at=later(5))
    save_scores(people.other, FULL, move=Move.SCORE, officer="noi.vu", at=later(5))
    for move in (Move.SUBMIT, Move.FINISH_APPRAISAL, Move.FINISH):
        move_sheet(people.other, move, officer="x", at=later(6))
    close_round(people.round, officer="lanh.dao", at=later(7))
    with pytest.raises(RoundClosed):
        move_sheet(sheet, Move.TAKE_UP, reason="Sai", officer="lanh.dao", at=later(8))
    with pytest.raises(RoundClosed):
        import_survey(people.round, SURVEY.encode(), file_name="a.csv", officer="x", at=later(8))
    with pytest.raises(RoundClosed):
        state_effort(sheet, "1.1.1", 3, officer="x", at=later(8))
    assert standpoint(sheet, at=later(9)).points["1.1.4"] == 1


def test_who_scores_does_not_appraise_and_a_unit_is_appraised_from_above(people):
    sheet = handed_in(people)
    check_may(people.appraiser, sheet, Move.APPRAISE)
    own = make_officer("giam.doc", JUSTICE, Role.LEADER)
    with pytest.raises(OwnAgency):
        check_may(own, sheet, Move.APPRAISE)
    with pytest.raises(NotAllowed):
        check_may(people.scorer, sheet, Move.APPRAISE)
    ScoreEntry.objects.filter(number="1.1.1").update(entered_by="tham.dinh")
    with pytest.raises(OwnScore):
        check_may(people.appraiser, sheet, Move.APPRAISE)


def test_one_open_round_a_set(people):
    with pytest.raises(RoundThere):
        make_round("NHO-2026", HOME)


def test_the_survey_is_kept_with_its_sample_once_and_newer_results_count(people):
    def take(text):
        return import_survey(people.round, text.encode(), file_name="dt.csv", officer="x", at=later(1))

    assert (take(SURVEY), take(SURVEY)) == (2, 0)
    row = standpoint(people.sheet, at=later(1)).rows["2.1.2"]
    assert (row.points, row.survey.sample_size) == (dec("1.71"), 120)
    assert take(SURVEY.replace("85,5", "50")) == 2
    assert standpoint(people.sheet, at=later(1)).points["2.1.2"] == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a;b;c\n1;2;3\n", "không thấy dòng đầu bảng"),
        (SURVEY.replace("Sở Tư pháp", "Sở Lạ"), r"dòng 2: «Sở Lạ»"),
        (SURVEY.replace("2.1.2;90", "9.9.9;90"), r"dòng 3: không có tiêu chí thành phần «9\.9\.9»"),
        (SURVEY.replace("2.1.2;90", "1.1.1;90"), r"dòng 3: tiêu chí 1\.1\.1 chấm bằng tài liệu"),
        (SURVEY.replace("85,5", "185,5"), "dòng 2: kết quả 185.5 ngoài khoảng"),
        (SURVEY.replace(";80", ";0"), "dòng 3: số phiếu «0»"),
        (SURVEY + "H14.03;2.1.2;70;10\n", "dòng 4: H14.03, tiêu chí 2.1.2 đã có ở dòng 3"),
    ],
)
def test_a_faulty_survey_is_refused_with_its_line(people, text, why):
    with pytest.raises(FileFaulty, match=why):
        import_survey(people.round, text.encode(), file_name="dt.csv", officer="x", at=later(1))


def test_gaps_stand_by_points_for_effort_and_say_why_they_tie(people):
    scored(people, {**FULL, "1.1.1": Typed("10", "100"), "1.1.3": Typed(value="0"), "1.1.4": Typed(value="0,5")})
    for number, effort in (("1.1.1", 4), ("1.1.3", 1), ("1.1.4", 1)):
        state_effort(people.sheet, number, effort, officer="x", at=NOW)
    found, half = gaps(standpoint(people.sheet, at=NOW)), dec("0.50")
    assert [(one.number, one.worth) for one in found] == [
        ("1.1.1", half), ("1.1.3", half), ("1.1.4", half), ("2.1.2", None), ("1.1.2", None)]  # fmt: skip
    assert "mất nhiều điểm hơn" in found[1].tie
    assert "theo số thứ tự" in found[2].tie
    assert [one.number for one in gap_of(JUSTICE, 2026)] == [one.number for one in found]
    assert gap_of(TOWN, 2026) == []


def test_the_door_tells_rank_ties_and_stage_in_few_statements(people):
    scored(people)
    save_scores(people.other, FULL, move=Move.SCORE, officer="noi.vu", at=NOW)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = index_standing(2026, [JUSTICE, HOME, TOWN])
    assert set(found) == {JUSTICE, HOME}
    assert (found[JUSTICE].rank, found[JUSTICE].tied_with, found[JUSTICE].of) == (1, (HOME,), 2)
    assert found[JUSTICE].points == sum(area.points for area in found[JUSTICE].areas)
    assert len(queries) <= 10
    assert index_standing(2025, [JUSTICE]) == {}


def test_a_stranger_sees_no_sheet_and_a_unit_not_its_neighbours(people):
    other = f"/par-index/phieu/{people.other.pk}/"
    own = f"/par-index/phieu/{people.sheet.pk}/"
    assert signed_in(people.stranger).get(own).status_code == 404
    assert signed_in(people.scorer).get(other).status_code == 404
    assert signed_in(people.scorer).get(own).status_code == 200
    assert signed_in(people.appraiser).get(other).status_code == 200
    assert signed_in(make_officer("nguoi.nhan", JUSTICE, Role.RECEIVER)).get(own).status_code == 403


def test_the_whole_way_through_the_pages(people):
    unit, above = signed_in(people.scorer), signed_in(people.appraiser)
    url = f"/par-index/phieu/{people.sheet.pk}/"
    first = {"linh-vuc": "1", "viec": "score",
             "tu-1.1.1": "96", "mau-1.1.1": "100", "tu-1.1.2": "30",
             "mau-1.1.2": "80", "gia-tri-1.1.3": "1", "gia-tri-1.1.4": "0,75",
             "ly-do-1.1.4": "Theo biên bản"}  # fmt: skip
    refused = unit.post(f"{url}ghi/", {**first, "mau-1.1.1": ""})
    assert refused.status_code == 422
    assert "có tử số thì phải có mẫu số" in refused.content.decode()
    assert 'value="0,75"' in refused.content.decode()
    assert unit.post(f"{url}ghi/", first).status_code == 302
    assert (
        unit.post(f"{url}ghi/", {"linh-vuc": "2", "viec": "score", "tu-2.1.1": "9", "mau-2.1.1": "10"}).status_code
        == 302
    )
    assert unit.post(f"{url}ghi/", {"linh-vuc": "1", "viec": "appraise", "gia-tri-1.1.1": "0"}).status_code == 403
    assert unit.post(f"{url}buoc/submit/").status_code == 302
    html = above.get(url).content.decode()
    assert "Ghi điểm thẩm định" in html
    said = above.post(f"{url}ghi/", {"linh-vuc": "1", "viec": "appraise", "gia-tri-1.1.1": "1"})
    assert said.status_code == 422
    assert "phải ghi lý do" in said.content.decode()
    above.post(f"{url}ghi/", {"linh-vuc": "1", "viec": "appraise", "gia-tri-1.1.1": "1", "ly-do-1.1.1": "Sai số liệu"})
    assert above.post(f"{url}buoc/finish_appraisal/").status_code == 302
    assert above.post(f"{url}buoc/finish/").status_code == 302
    assert ScoringSheet.objects.get(pk=people.sheet.pk).state == State.FINAL
    assert "Sai số liệu" in unit.get(f"{url}tieu-chi/1.1.1/").content.decode()


def test_evidence_is_kept_by_the_unit_and_taken_away_leaves_its_row(people):
    unit = signed_in(people.scorer)
    url = f"/par-index/phieu/{people.sheet.pk}/tieu-chi/1.1.1/"
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = unit.post(f"{url}them-tep/", {"tep": SimpleUploadedFile("a.exe", b"MZ")})
    assert bad.status_code == 422
    assert unit.post(f"{url}them-tep/").status_code == 422
    assert unit.post(f"{url}them-tep/", {"tep": SimpleUploadedFile("bao-cao.pdf", PDF)}).status_code == 302
    row = ComponentEvidence.objects.get()
    file = f"/par-index/phieu/{people.sheet.pk}/tep/{row.pk}/"
    assert b"".join(unit.get(file).streaming_content) == PDF
    assert signed_in(people.stranger).get(file).status_code == 404
    assert unit.post(f"{file}bo/").status_code == 302
    assert ComponentEvidence.objects.get().removed_by


def test_what_if_moves_total_and_rank_and_never_writes(people):
    scored(people, {**FULL, "1.1.1": Typed("10", "100")})
    save_scores(people.other, {**FULL, "1.1.2": Typed("10", "80")}, move=Move.SCORE, officer="noi.vu", at=NOW)
    unit = signed_in(people.scorer)
    url = f"/par-index/phieu/{people.sheet.pk}/thu/"
    with CaptureQueriesContext(connection) as queries:
        html = unit.get(f"{url}?thu-1.1.1=96&thu-1.1.3=0").content.decode()
    written = [one["sql"] for one in queries if re.match(r"\s*(INSERT|UPDATE|DELETE)", one["sql"])]
    assert written == []
    assert "4,95" in html
    assert "6,45" in html
    assert "+1,50" in html
    bad = unit.get(f"{url}?thu-1.1.4=7")
    assert bad.status_code == 422
    assert "vượt điểm tối đa" in bad.content.decode()


def test_pages_ask_the_same_however_many_units(people):
    client = signed_in(people.appraiser)

    def asked(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    page = f"/par-index/dot/{people.round.pk}/"
    before = asked(page)
    ScoringSheet.objects.bulk_create(ScoringSheet(round=people.round, agency_code=f"H14.{n}") for n in range(40, 70))
    assert asked(page) == before <= 15
    assert asked(f"/par-index/phieu/{people.sheet.pk}/") <= 15
    assert asked(f"/par-index/phieu/{people.sheet.pk}/diem-mat/") <= 15
    assert asked(f"/par-index/phieu/{people.sheet.pk}/thu/") <= 15
    assert asked("/par-index/") <= 15
    assert asked("/par-index/so-nam/") <= 15
    assert asked(f"/par-index/dot/{people.round.pk}/don-vi/{JUSTICE}/") <= 15


def test_every_figure_of_every_page_leads_somewhere_that_answers(people):
    scored(people)
    import_survey(people.round, SURVEY.encode(), file_name="dt.csv", officer="x", at=NOW)
    client = signed_in(people.scorer)
    sheet = f"/par-index/phieu/{people.sheet.pk}/"
    pages = ["/par-index/", "/par-index/bo/NHO-2026/", f"/par-index/dot/{people.round.pk}/",
             f"/par-index/dot/{people.round.pk}/don-vi/{JUSTICE}/", f"/par-index/dot/{people.round.pk}/don-vi/{HOME}/",
             sheet, f"{sheet}?linh-vuc=2", f"{sheet}tieu-chi/1.1.1/", f"{sheet}tieu-chi/2.1.2/", f"{sheet}diem-mat/",
             f"{sheet}thu/?thu-1.1.1=50", "/par-index/so-nam/"]  # fmt: skip
    for page in pages:
        html = client.get(page).content.decode()
        bare = re.findall(r"<td[^>]*>\s*[\d.,/−–%+]*\d[\d.,/−–%+ ]*\s*</td>", html)
        assert bare == [], page
        links = set(re.findall(r'<t[dh][^>]*>\s*<a href="([^"#]+)', html)) | set(
            re.findall(r'class="figure" href="([^"#]+)', html)
        )
        for link in links:
            target = link.replace("&amp;", "&")
            assert client.get(target if target.startswith("/") else page.split("?")[0] + target).status_code == 200, (
                link
            )


def test_the_workbook_adds_up_by_formulas(people):
    from io import BytesIO

    from openpyxl import load_workbook

    scored(people)
    answer = signed_in(people.scorer).get(f"/par-index/phieu/{people.sheet.pk}/tai/xlsx/")
    page = load_workbook(BytesIO(answer.content)).active
    rows = {row[0].value: row for row in page.iter_rows(min_row=7)}
    assert rows["1.1.1"][9].value == 2
    assert rows["1"][9].value.startswith("=J")
    total = next(row for row in page.iter_rows(min_row=7) if row[1].value == "Tổng cộng")
    assert total[2].value == f"=C{rows['1'][0].row}+C{rows['2'][0].row}"


def test_attaching_is_refused_after_handing_in(people):
    from motcua.kernel.files.store import store_file

    sheet = handed_in(people)
    file = store_file(PDF, name="a.pdf", at=NOW)
    with pytest.raises(MoveNotAllowed):
        attach_evidence(sheet, "1.1.1", file=file, officer="x", at=NOW)


def test_opening_a_round_from_the_page(people):
    client = signed_in(people.appraiser)
    from motcua.oversight.par_index.actions.loading import load_sets

    load_sets(actor="test", at=NOW)
    url = "/par-index/bo/PAR-SO-2026/mo-dot/"
    assert "Sở Tư pháp" in client.get(url).content.decode()
    bad = client.post(url, {"ten": "", "han": "01/12/2026", "don-vi": [JUSTICE]})
    assert bad.status_code == 422
    made = client.post(url, {"ten": "Đợt 2026", "han": "01/12/2026", "don-vi": [JUSTICE, ROOT]})
    assert made.status_code == 302
    assert list(ScoringSheet.objects.filter(round__name="Đợt 2026").values_list("agency_code", flat=True)) == [JUSTICE]
    assert signed_in(people.scorer).get(url).status_code == 403

import json
import re
from collections import Counter

import pytest

from motcua.capabilities.forms.public import read_form
from motcua.capabilities.workflow.public import examine_process
from motcua.registry.places.public import PlaceView
from motcua.simulator.queries import content, offices
from motcua.simulator.queries.cast import PARTS, cast

LAW = re.compile(r"\d{2,3}(\.\d+)?/\d{4}/(NĐ-CP|QH\d\d|UBTVQH\d\d|NQ-CP|QĐ-TTg|TT-[A-ZĐ]+)")
PROCEDURES = content.procedures()


def test_there_are_forty_procedures_and_more_in_many_fields():
    assert len(PROCEDURES) >= 40
    assert len({procedure.draft.field_name for procedure in PROCEDURES}) >= 20


def test_codes_are_national_in_form_and_unique():
    codes = [procedure.draft.code for procedure in PROCEDURES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"\d\.\d{6}", code) for code in codes)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.draft.code)
def test_a_procedure_says_everything_that_a_citizen_asks(procedure):
    draft = procedure.draft
    assert draft.steps_text.count("\n") >= 2
    assert draft.channels
    assert all(channel.allowance and channel.time_text and channel.fees for channel in draft.channels)
    assert all(case.papers for case in draft.cases)
    assert draft.results
    assert draft.legal_bases
    assert all(any(paper.is_required for paper in case.papers) for case in draft.cases)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.draft.code)
def test_papers_of_a_case_have_codes_of_their_own(procedure):
    for case in procedure.draft.cases:
        codes = [paper.code for paper in case.papers]
        assert len(set(codes)) == len(codes)


def test_online_never_costs_more():
    for procedure in PROCEDURES:
        fees = {channel.kind: sum(fee.amount for fee in channel.fees) for channel in procedure.draft.channels}
        assert fees.get("online", 0) <= fees["counter"]


def test_laws_have_real_numbers_and_each_is_cited():
    laws = content.read("laws.toml")
    assert [number for number in laws if not LAW.fullmatch(number)] == []
    cited = {basis.code for procedure in PROCEDURES for draft in procedure.versions for basis in draft.legal_bases}
    assert cited == set(laws)


def test_texts_are_nfc_and_have_no_double_spaces():
    for file in content.FOLDER.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        assert "  " not in re.sub(r"^ +", "", text, flags=re.MULTILINE), file.name


def test_three_procedures_have_forms_and_processes_of_their_own():
    forms = dict(content.texts("forms", ".json"))
    processes = dict(content.texts("processes", ".bpmn"))
    own = [procedure.draft for procedure in PROCEDURES if procedure.draft.process_code]
    assert Counter(draft.form_code in forms and draft.process_code in processes for draft in own) == {True: 3}


@pytest.mark.parametrize(("code", "text"), list(content.texts("forms", ".json")))
def test_every_field_of_a_form_stands_in_one_group(code, text):
    schema = json.loads(text)
    grouped = [name for group in schema["x-groups"] for name in group["fields"]]
    assert sorted(grouped) == sorted(schema["properties"])
    assert set(schema["required"]) <= set(grouped)


@pytest.mark.parametrize(("code", "text"), list(content.texts("processes", ".bpmn")))
def test_a_process_can_be_proven(code, text):
    examined = examine_process(text)
    assert [str(problem) for problem in examined.problems] == []
    assert examined.description.total_hours > 0


def _wards() -> list[PlaceView]:
    return [PlaceView(f"{1273 + n:05}", f"Số {n}", f"Xã Số {n}", "xa", "04", "Cao Bằng") for n in range(56)]


def test_communes_follow_the_departments_in_one_row_of_codes():
    codes = [agency.code for agency in offices.agencies(_wards())]
    assert len(codes) == len(set(codes)) == 1 + 12 + 56
    assert codes[0] == "H14"
    assert codes[13] == "H14.31"
    assert codes[-1] == "H14.86"


def test_every_agency_that_offers_something_can_take_a_dossier_from_receipt_to_result():
    posts = {(post.agency_code, str(post.role)) for officer in offices.officers(_wards()) for post in officer.posts}
    offering = {procedure.office for procedure in PROCEDURES} - {""} | {f"H14.{n}" for n in range(31, 87)}
    for agency_code in offering:
        for role in ("receiver", "specialist", "head", "leader"):
            assert (agency_code, role) in posts, (agency_code, role)


def test_units_that_handle_procedures_and_hold_officers_exist():
    units = {agency.code: {unit.code for unit in agency.units} for agency in offices.agencies(_wards())}
    for procedure in PROCEDURES:
        assert procedure.unit_code in units[procedure.office or "H14.31"], procedure.draft.code
    for officer in offices.officers(_wards()):
        for post in officer.posts:
            assert not post.unit_code or post.unit_code in units[post.agency_code], officer.username


def test_about_forty_officers_have_names_of_ours_and_the_cast_is_complete():
    assert 38 <= len(content.read("officers.toml")["officer"]) <= 45
    assert list(cast()) == list(PARTS)
    assert len(set(cast().values())) == 7


def test_user_names_are_unique():
    names = [officer.username for officer in offices.officers(_wards())]
    assert len(set(names)) == len(names)


FORMS = {code: read_form(json.loads(text), code) for code, text in content.texts("forms", ".json")}


def test_the_form_of_every_procedure_can_be_drawn_and_checked():
    assert {procedure.draft.form_code for procedure in PROCEDURES} == set(FORMS)


def test_a_version_cites_only_what_is_in_force_when_it_begins():
    for procedure in PROCEDURES:
        for draft in procedure.versions:
            years = [int(basis.code.split("/")[1]) for basis in draft.legal_bases]
            assert years, draft.code
            assert max(years) <= draft.valid_from.year
            assert [v.valid_from for v in procedure.versions] == sorted({v.valid_from for v in procedure.versions})

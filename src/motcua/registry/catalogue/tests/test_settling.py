"""A controller settles a doubt once: the procedure gets a new version, and later imports keep the value."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from motcua.kernel.errors import InvalidInput
from motcua.kernel.events.models import EventRecord
from motcua.registry.catalogue.actions.settling import settle_doubt
from motcua.registry.catalogue.errors import AlreadySettled
from motcua.registry.catalogue.models import Doubt
from motcua.registry.catalogue.public import procedure_on
from motcua.registry.catalogue.rules.settlement import AS_WRITTEN, NOTHING, VALUE, Settlement, settlement_of
from motcua.registry.catalogue.tests.factories import AT, export, imported
from motcua.registry.descriptions.public import Part
from motcua.registry.descriptions.tests.rows import a_method, a_row

TODAY = date(2026, 11, 23)
BARE = {"methods": [a_method("Trực tiếp", "7"), a_method("Trực tuyến", "7")]}


def settle(given, part=None):
    doubt = Doubt.objects.get(part=part) if part else Doubt.objects.get()
    settle_doubt(doubt, settlement_of(Part(doubt.part), {"choice": VALUE} | given), actor="kiemsoat", at=AT)
    return procedure_on("9.000001", TODAY)


@pytest.fixture
def stored(db, tmp_path):
    def store(**changes):
        return imported(export(tmp_path, a_row(**changes)))

    return store


def test_a_time_is_settled_for_all_cells_that_say_the_same(stored):
    stored(**BARE)
    view = settle({"amount": "7", "unit": "working_day"})
    assert [channel.allowance for channel in view.channels] == [(Decimal(7), "working_day")] * 2
    assert (view.number, view.valid_from) == (2, TODAY)
    assert procedure_on("9.000001", TODAY - timedelta(days=1)).channels[0].allowance is None, "the past stays as it was"


def test_a_settled_doubt_is_told_by_an_event_and_cannot_be_settled_again(stored):
    stored(**BARE)
    view = settle({"amount": "7", "unit": "day"})
    event = EventRecord.objects.get(kind="catalogue.doubt_settled")
    assert (event.actor, event.payload["version_id"], event.payload["part"]) == ("kiemsoat", view.version_id, "time")
    doubt = Doubt.objects.get()
    assert (doubt.settled_at, doubt.settled_by) == (AT, "kiemsoat")
    with pytest.raises(AlreadySettled):
        settle({"amount": "9", "unit": "day"})


def test_a_later_import_with_the_same_words_keeps_the_value(stored):
    stored(**BARE)
    settle({"amount": "7", "unit": "working_day"})
    assert stored(**BARE).written == 0, "settling is no change of the source"
    assert procedure_on("9.000001", TODAY).number == 2


def test_a_changed_source_keeps_what_was_settled_of_it(stored, tmp_path):
    stored(**BARE)
    settle({"amount": "7", "unit": "working_day"})
    imported(export(tmp_path, a_row(field="Sách", **BARE)), valid_from=date(2026, 12, 1))
    view = procedure_on("9.000001", date(2026, 12, 1))
    assert (view.field_name, view.channels[0].allowance) == ("Sách", (Decimal(7), "working_day"))


def test_a_version_that_lies_ahead_is_corrected_from_its_own_first_day(stored, tmp_path):
    imported(export(tmp_path, a_row(**BARE)), valid_from=date(2027, 1, 1))
    settle({"amount": "7", "unit": "day"})
    assert procedure_on("9.000001", date(2027, 1, 1)).channels[0].allowance == (Decimal(7), "day")


def test_a_fee_is_settled_in_dong(stored):
    stored(methods=[a_method("Trực tiếp", fee="135 VNĐ")])
    assert settle({"money": "135.000"}).channels[0].fees[0].amount == 135_000


def test_a_fee_that_is_none_disappears(stored):
    stored(methods=[a_method("Trực tiếp", fee="135 VNĐ")])
    assert settle({"choice": NOTHING}).channels[0].fees == ()


def test_a_paper_gets_its_name_and_numbers_or_goes(stored):
    paper = {"name": "Ảnh chân dung", "originals": 0, "copies": 0}
    stored(documents=[{"case": None, "items": [paper, {"name": "Đơn", "originals": 1, "copies": 0}]}])
    settled = settle({"text": "Ảnh 3x4", "originals": "2", "copies": "0"}).cases[0].papers[0]
    assert (settled.name, settled.originals, settled.is_required, settled.doubt) == ("Ảnh 3x4", 2, True, "")


def test_a_loose_text_between_papers_can_become_a_paper(stored):
    group = {"case": None, "items": [{"name": "Đơn", "originals": 1, "copies": 0}], "trailing_text": "và ảnh 3x4"}
    stored(documents=[group])
    view = settle({"text": "Ảnh 3x4", "originals": "1", "copies": "0"})
    assert [paper.name for paper in view.cases[0].papers] == ["Đơn", "Ảnh 3x4"]


def test_words_that_hold_as_they_stand_are_no_doubt_any_more_and_still_no_number(stored):
    stored(methods=[a_method("Trực tiếp", "Trước khi tàu rời bến")])
    channel = settle({"choice": AS_WRITTEN}).channels[0]
    assert (channel.allowance, channel.time_text, channel.doubt) == (None, "Trước khi tàu rời bến", "")


@pytest.mark.parametrize(
    ("changes", "part", "read"),
    [
        ({"steps_raw": "Lập hồ sơ theo quy định tại mục 5.3 ("}, "steps", lambda view: view.steps_text),
        ({"executing_agencies": ["Phòng Tư pháp"]}, "agencies", lambda view: view.executing_agency),
        ({"legal_raw": "Quy định về thẻ"}, "legal", lambda view: view.legal_bases[0].title),
        ({"results": [{"name": "7", "code": ""}]}, "results", lambda view: view.results[0].name),
    ],
)
def test_other_parts_are_settled_by_their_text(stored, changes, part, read):
    stored(**changes)
    view = settle({"text": "Lời đúng"}, part)
    assert read(view) == "Lời đúng"
    assert not view.steps_doubt
    assert not view.agency_doubt


@pytest.mark.parametrize(
    ("part", "given", "fields"),
    [
        (Part.TIME, {}, {"choice"}),
        (Part.TIME, {"choice": VALUE, "amount": "bảy", "unit": "tuần"}, {"amount", "unit"}),
        (Part.TIME, {"choice": VALUE, "amount": "0", "unit": "day"}, {"amount"}),
        (Part.TIME, {"choice": VALUE, "amount": "1,255", "unit": "day"}, {"amount"}),
        (Part.TIME, {"choice": VALUE, "amount": "NaN", "unit": "day"}, {"amount"}),
        (Part.FEE, {"choice": VALUE, "money": "-5"}, {"money"}),
        (Part.FEE, {"choice": VALUE, "money": "1" * 30}, {"money"}),
        (Part.PAPERS, {"choice": VALUE, "text": " ", "originals": "99", "copies": ""}, {"text", "originals", "copies"}),
        (Part.STEPS, {"choice": VALUE, "text": "\u0000"}, {"text"}),
    ],
)
def test_what_is_entered_wrongly_is_told_field_by_field(part, given, fields):
    with pytest.raises(InvalidInput) as refusal:
        settlement_of(part, given)
    assert set(refusal.value.fields) == fields


def test_a_settlement_is_written_and_read_back():
    for given in (
        Settlement(VALUE, allowance=(Decimal("1.5"), "day")),
        Settlement(VALUE, amount=0),
        Settlement(VALUE, originals=1, copies=0, text="Ảnh «3x4»"),
        Settlement(NOTHING),
    ):
        assert Settlement.read(given.written()) == given

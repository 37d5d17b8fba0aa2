"""An import stores what can be read, reports the rest with its reason, stops for nothing and writes nothing twice."""

import gzip
import json
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.kernel.events.models import EventRecord
from motcua.kernel.texts.reading import State
from motcua.registry.catalogue.models import Doubt, Procedure, ProcedureVersion
from motcua.registry.catalogue.public import draft_of, procedure_on, procedure_version, publish_procedure
from motcua.registry.catalogue.tests.factories import AT, DAY, export, imported, procedure
from motcua.registry.descriptions.public import Part
from motcua.registry.descriptions.tests.rows import a_method, a_row

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 1)


def rows_of_all_tables():
    """Row → the transaction that wrote it last, for every table of the catalogue and the events."""
    written = {}
    with connection.cursor() as cursor:
        for model in [*apps.get_app_config("catalogue").get_models(), EventRecord]:
            cursor.execute(f"SELECT id, xmin::text FROM {model._meta.db_table}")
            written[model._meta.db_table] = dict(cursor.fetchall())
    return written


def test_good_rows_are_stored_and_bad_ones_reported_with_place_and_reason(tmp_path):
    path = export(
        tmp_path,
        a_row(),
        "{ hỏng",
        "",
        '["không phải đối tượng"]',
        a_row(code=None),
        a_row(code=2.5),
        a_row(code="9.000002", name=None),
        a_row(code="9.000003", methods=None, documents="sai kiểu", levels=7, steps_raw=None),
        a_row(code="9.000001"),
        a_row(code="9.000001", field="Khác"),
    )
    totals = imported(path)
    assert totals.stored == 2
    places = {row.place: row.reason for row in totals.reported}
    assert list(places) == [f"xuat.jsonl:{line}" for line in (2, 4, 5, 6, 7, 9, 10)]
    assert "JSON" in places["xuat.jsonl:2"]
    assert "9.000002" in places["xuat.jsonl:7"]
    assert "giống hệt" in places["xuat.jsonl:9"]
    assert "nội dung khác" in places["xuat.jsonl:10"]
    assert set(Procedure.objects.values_list("code", flat=True)) == {"9.000001", "9.000003"}


def test_every_part_is_counted_and_every_doubt_is_a_row_that_names_field_and_text(tmp_path):
    totals = imported(export(tmp_path, a_row(methods=[a_method("Trực tiếp", "7"), a_method("Trực tuyến", "7")])))
    assert totals.counts[Part.TIME, State.DOUBT] == 2
    doubt = Doubt.objects.get()
    assert (doubt.part, doubt.reason, doubt.text) == ("time", "no_unit", "7")
    assert doubt.field == "Trực tiếp, Trực tuyến", "the same text in two cells is one doubt"
    view = procedure_on("9.000001", DAY)
    assert [channel.allowance for channel in view.channels] == [None, None]
    assert {channel.doubt for channel in view.channels} == {doubt.key}


def test_a_second_run_gives_the_same_totals_and_writes_no_row(tmp_path):
    path = export(tmp_path, a_row(), a_row(code="9.000002", methods=[a_method("Trực tiếp", "7")]), "{ hỏng")
    first, before = imported(path), rows_of_all_tables()
    second = imported(path)
    assert (second.stored, second.reported, second.counts) == (first.stored, first.reported, first.counts)
    assert second.written == 0
    assert rows_of_all_tables() == before


def test_shuffled_papers_and_channels_are_no_change(tmp_path):
    row = a_row()
    imported(export(tmp_path, row))
    row["methods"].reverse()
    row["documents"][0]["items"].reverse()
    assert imported(export(tmp_path, row | {"source": {"commit": "khác"}})).written == 0


def test_changed_content_makes_a_new_version_from_the_day_given_and_the_old_one_stays(tmp_path):
    imported(export(tmp_path, a_row()))
    old = procedure_on("9.000001", DAY)
    totals = imported(export(tmp_path, a_row(name="Cấp thẻ đọc sách")), valid_from=LATER)
    assert totals.written == 1
    new = procedure_on("9.000001", LATER)
    assert (new.name, new.number, new.valid_from) == ("Cấp thẻ đọc sách", 2, LATER)
    assert procedure_on("9.000001", date(2026, 5, 31)) == old == procedure_version(old.version_id)


def test_a_row_that_would_begin_before_the_last_version_is_reported(tmp_path):
    imported(export(tmp_path, a_row()), valid_from=LATER)
    totals = imported(export(tmp_path, a_row(name="Tên khác")), valid_from=DAY)
    assert (totals.stored, totals.written) == (0, 0)
    assert "01/06/2026" in totals.reported[0].reason


def test_a_procedure_written_here_is_not_overwritten(tmp_path):
    authored = procedure()
    totals = imported(export(tmp_path, a_row(), a_row(code="9.000002")))
    assert (totals.stored, len(totals.reported)) == (1, 1)
    assert procedure_on("9.000001", DAY) == authored


def test_a_row_that_says_less_does_not_replace_a_whole_one(tmp_path):
    imported(export(tmp_path, a_row()))
    totals = imported(export(tmp_path, {"code": "9.000001", "name": "Tên", "methods_md": None}), valid_from=LATER)
    assert (totals.stored, totals.written) == (0, 0)
    assert "đầy đủ hơn" in totals.reported[0].reason


def test_the_form_and_process_given_here_outlive_the_next_import(tmp_path):
    from dataclasses import replace

    imported(export(tmp_path, a_row()))
    view = procedure_on("9.000001", DAY)
    publish_procedure(replace(draft_of(view), form_code="the-doc", process_code="the-doc"), actor="kiemsoat", at=AT)
    imported(export(tmp_path, a_row(field="Sách")), valid_from=LATER)
    assert procedure_on("9.000001", LATER).form_code == "the-doc"


def test_doubts_that_the_source_no_longer_has_are_gone_and_open_again_if_it_has_them_again(tmp_path):
    with_doubt = a_row(methods=[a_method("Trực tiếp", "7")])
    imported(export(tmp_path, with_doubt))
    imported(export(tmp_path, a_row()), valid_from=LATER)
    assert Doubt.objects.get().gone_at == AT
    imported(export(tmp_path, with_doubt | {"field": "Sách"}), valid_from=LATER)
    assert Doubt.objects.get().gone_at is None


def test_several_files_plain_or_gzip_whatever_their_names(tmp_path):
    plain = export(tmp_path, a_row(), name="mot.gz")
    packed = tmp_path / "hai.jsonl"
    packed.write_bytes(gzip.compress(json.dumps(a_row(code="9.000002")).encode()))
    totals = imported(plain, packed, tmp_path / "khong-co.jsonl", tmp_path)
    assert totals.stored == 2
    assert [row.place for row in totals.reported] == ["khong-co.jsonl", tmp_path.name]


def test_a_file_that_breaks_off_gives_what_stood_before(tmp_path):
    rows = "\n".join(
        json.dumps(a_row(code=f"9.{number:06}", steps_raw=f"Bước {number} " * 300)) for number in range(60)
    )
    broken = tmp_path / "hong.gz"
    content = gzip.compress(rows.encode())
    broken.write_bytes(content[: len(content) // 2])
    totals = imported(broken, export(tmp_path, a_row(code="8.000001")))
    assert 1 < totals.stored < 61
    assert "hỏng" in totals.reported[-1].reason


def test_a_line_in_another_encoding_is_reported_and_a_byte_order_mark_is_no_trouble(tmp_path):
    path = tmp_path / "la.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(a_row()).encode() + b"\n\xff\xfe\x00hong\n")
    totals = imported(path)
    assert (totals.stored, [row.place for row in totals.reported]) == (1, ["la.jsonl:2"])


def test_what_the_database_refuses_is_reported_alone(tmp_path):
    """A count that fits our reader but no column, beside two good rows of the same batch."""
    bad = a_row(code="9.000002", results=[{"name": "Thẻ", "code": "K"}])
    path = export(tmp_path, a_row(), bad, a_row(code="9.000003"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE catalogue_result ADD CONSTRAINT no_short_code CHECK (code <> 'K')")
    totals = imported(path)
    assert totals.stored == 2
    assert [row.place for row in totals.reported] == ["xuat.jsonl:2"]


def test_each_new_version_is_told_by_one_event(tmp_path):
    imported(export(tmp_path, a_row(methods=[a_method("Trực tiếp", "7")])))
    event = EventRecord.objects.get(kind="catalogue.published")
    version = ProcedureVersion.objects.get()
    assert event.subject == "9.000001"
    assert event.payload == {
        "version_id": version.pk, "number": 1, "valid_from": "2026-01-01", "source": "import", "doubts": 1,
    }  # fmt: skip


def run(*words):
    out = StringIO()
    call_command("import_procedures", *map(str, words), stdout=out)
    return out.getvalue().splitlines()


def test_the_command_prints_a_line_for_each_part_and_ends_with_the_sum(tmp_path):
    path = export(tmp_path, a_row(methods=[a_method("Trực tiếp", "7")]), "{ hỏng")
    lines = run(path, "--valid-from", "01/01/2026")
    assert lines[0].startswith("reported xuat.jsonl:2: ")
    assert lines[1:-1] == [
        "time: typed 0 / doubt 1 / absent 0",
        "fee: typed 1 / doubt 0 / absent 0",
        "papers: typed 2 / doubt 0 / absent 0",
        "steps: typed 1 / doubt 0 / absent 0",
        "legal bases: typed 2 / doubt 0 / absent 0",
        "results: typed 1 / doubt 0 / absent 0",
        "agencies: typed 1 / doubt 0 / absent 0",
    ]
    assert lines[-1] == "stored 1, reported 1"
    assert run(path) == lines, "the same again, whatever the day"


def test_the_command_can_list_the_doubts_with_field_and_text(tmp_path):
    path = export(tmp_path, a_row(methods=[a_method("Trực tiếp", "7")]))
    assert "doubt 9.000001 time [Trực tiếp]: Có số nhưng không có đơn vị: «7»" in run(path, "--list-doubts")


def test_the_command_refuses_a_day_that_is_none(tmp_path):
    with pytest.raises(CommandError):
        run(export(tmp_path, a_row()), "--valid-from", "31/02/2026")

"""The real catalogue (../shared, not ours): stored whole, the second run writes nothing, search finds what is meant."""

import gzip
import json
from pathlib import Path
from time import process_time

import pytest
from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.texts.reading import State
from motcua.registry.catalogue.models import Procedure, ProcedureVersion
from motcua.registry.catalogue.queries.finding import browse_procedures
from motcua.registry.catalogue.tests.factories import AT, imported
from motcua.registry.catalogue.tests.test_import import rows_of_all_tables
from motcua.registry.descriptions.public import Part

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data"
EXPORT = SHARED / "procedures" / "procedures_open.jsonl.gz"
QUESTIONS = SHARED / "search" / "queries_se365_auto180.jsonl"
pytestmark = [
    pytest.mark.skipif(not EXPORT.exists(), reason="the real catalogue (../shared/data) is not here"),
]


@pytest.fixture(scope="module")
def import_once(django_db_setup, django_db_blocker):
    """One import for all tests here, in a transaction that is rolled back behind them."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # as Django's own TestCase does, so that durable actions may run inside
        with whole:
            yield imported(EXPORT)
            transaction.set_rollback(True)


@pytest.fixture
def totals(import_once, db):
    with clock.frozen(AT):
        yield import_once


def test_at_least_97_in_100_are_stored_and_a_second_run_writes_no_row(totals):
    rows = sum(1 for _ in _lines())
    assert totals.stored >= 0.97 * rows
    assert totals.stored + len(totals.reported) == rows
    before, began = rows_of_all_tables(), process_time()
    again = imported(EXPORT)
    assert process_time() - began < 60
    assert (again.stored, again.reported, again.counts) == (totals.stored, totals.reported, totals.counts)
    assert again.written == 0
    assert rows_of_all_tables() == before


def test_no_time_without_a_unit_is_believed_and_most_single_values_are_typed(totals):
    counts = totals.counts
    assert counts[Part.TIME, State.DOUBT] >= 605, "so many cells hold a bare number"
    assert counts[Part.TIME, State.TYPED] > 0.7 * sum(counts[Part.TIME, state] for state in State)
    bare = ProcedureVersion.objects.filter(
        channels__time_text__regex=r"^\d+$", channels__allowance_amount__isnull=False
    )
    assert not bare.exists()
    assert not any(finding.text == "" for _, finding in totals.doubts if finding.part is not Part.PAPERS)


def test_questions_find_their_procedure_among_the_first(totals):
    codes = set(Procedure.objects.values_list("code", flat=True))
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [question for question in asked if set(question["gold_ma_thu_tuc"]) & codes]
    first = [{hit.code for hit in browse_procedures(question["question"]).hits[:10]} for question in asked]
    found = [bool(hits & set(question["gold_ma_thu_tuc"])) for hits, question in zip(first, asked, strict=True)]
    assert len(found) > 50
    assert sum(found) / len(found) >= 0.9


def _lines():
    with gzip.open(EXPORT, "rt", encoding="utf-8") as file:
        yield from file

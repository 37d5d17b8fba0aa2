"""A count that the database breaks off leaves nothing behind, in no table and in no memory of the process."""

import pytest
from django.db import Error, connection

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted
from motcua.kernel.events.relay import place
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.actions.telling import count_dossiers
from motcua.oversight.insight.models import Cut, Movement, Tally

pytestmark = pytest.mark.django_db(transaction=True)
FAULT = """
CREATE FUNCTION break_off() RETURNS trigger AS $$ BEGIN RAISE 'the disk is full'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER break_off BEFORE INSERT ON insight_entry FOR EACH ROW EXECUTE FUNCTION break_off();
"""
MENDED = "DROP TRIGGER break_off ON insight_entry; DROP FUNCTION break_off();"


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_place_that_was_made_for_a_count_that_failed_is_made_again():
    load_definitions()
    cast = make_cast()
    dossier = accepted(cast, make_dossier(cast), MONDAY + HOUR)
    place()
    run(FAULT)
    try:
        with pytest.raises(Error, match="the disk is full"):
            count_dossiers([dossier.code])
    finally:
        run(MENDED)
    assert not Cut.objects.exists()
    assert not Tally.objects.exists()
    assert count_dossiers([dossier.code]) > 0
    assert set(Movement.objects.values_list("cut_id", flat=True)) == set(Cut.objects.values_list("pk", flat=True))

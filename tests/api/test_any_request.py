"""Schemathesis at the real WSGI application: whatever a partner sends, the OpenAPI document says what comes back.

A failure prints the seed; `MOTCUA_API_SEED=<seed>` sends the same requests again, another number sends others.
"""

import os
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from motcua.casework.dossiers.public import DefectInput, request_supplement
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import BORN, COMMUNE, DEPARTMENT, MONDAY, make_cast, make_dossier
from motcua.channels.api.actions import note_upload
from motcua.channels.api.models import PartnerToken
from motcua.channels.api.rules import digest_of
from motcua.kernel.events.relay import run_until_idle
from motcua.kernel.files.models import StoredFile
from motcua.roof.wsgi import application
from tests.api.calling import DOOR

SEED = int(os.environ.get("MOTCUA_API_SEED", "20261123"))
EXAMPLES = int(os.environ.get("MOTCUA_API_EXAMPLES", "20"))
TOKEN = "a-token-of-tests"
HOUR = timedelta(hours=1)
WORLD = {
    "codes": [f"{COMMUNE}-260302-{number:04d}" for number in range(1, 5)],
    "numbers": [1, 2, 3, 4],
    "agencies": [COMMUNE, DEPARTMENT],
    "procedures": ["1.001193"],
}
"""Values that mean something in the world below: sequences start at 1 in every test."""
BOUND = {
    "path.code": "codes",
    "path.number": "numbers",
    "body.procedure": "procedures",
    "body.agency": "agencies",
    "body.receiving_agency": "agencies",
    "body.papers[*].paper": "numbers",
    "body.papers[*].files[*]": "numbers",
    "body.defects[*].paper": "numbers",
}
CONFIG = {
    "seed": SEED,
    "headers": {"Authorization": f"Bearer {TOKEN}"},
    "dictionaries": {name: {"values": values} for name, values in WORLD.items()},
    "parameters": {place: {"dictionary": name, "probability": 0.8} for place, name in BOUND.items()},
    "phases": {"coverage": {"generate-duplicate-query-parameters": True}},
    "generation": {"max-examples": EXAMPLES},
    "operations": [
        {
            # What is sent may have the right shape and still be refused by a rule, as 422 with its reason.
            "include-method": "POST",
            "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "403", "404", "409", "422"]}},
        }
    ],
}
schema = schemathesis.openapi.from_wsgi(
    f"{DOOR}/openapi.json", application, config=schemathesis.Config.from_dict(CONFIG)
)


@pytest.fixture
def world(django_db_reset_sequences):
    """Four dossiers – new, new, asked for a supplement, returned – and files that the partner brought."""
    cast = make_cast()
    username = cast.receiver.username
    token = PartnerToken.objects.create(name="Đối tác", username=username, digest=digest_of(TOKEN), issued_at=BORN)
    dossiers = [make_dossier(cast) for _ in WORLD["codes"]]
    assert [dossier.code for dossier in dossiers] == WORLD["codes"]
    defects = [DefectInput("Giấy chứng sinh", 2)]
    request_supplement(dossiers[2], defects=defects, reason="Thiếu", officer=username, at=MONDAY)
    walking.whole_way(cast, dossiers[3], MONDAY + HOUR)
    run_until_idle()
    for file in StoredFile.objects.all():
        note_upload(token, file, at=BORN)


@schema.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_every_request_is_answered_as_the_document_says(world, case):
    case.call_and_validate()

"""The OpenAPI document: 3.1, whole, in Vietnamese, and the same that the door does."""

import json

import jsonschema
import pytest

from motcua.casework.dossiers.public import partners
from tools import permission_table


@pytest.fixture
def document(client, db):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def operations(document):
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_openapi_3_1_and_open_to_all(document):
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["TokenAuth"] == {"type": "http", "scheme": "bearer"}


def test_every_operation_has_words_a_short_name_and_wants_the_key(document):
    names = [operation["operationId"] for _method, _path, operation in operations(document)]
    assert len(set(names)) == len(names) == 26
    for _method, _path, operation in operations(document):
        assert operation["summary"] != operation["description"]
        assert operation["security"] == [{"TokenAuth": []}]


def test_every_refusal_that_may_come_is_documented(document):
    for method, path, operation in operations(document):
        told = set(operation["responses"])
        assert {"401", "422"} <= told
        assert ("requestBody" in operation) == ({"400", "413"} <= told), path
        assert ("{code}" in path or method == "post") <= ("404" in told or path.endswith("/files")), path


def test_its_schemas_are_json_schema_2020_12(document):
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(json.loads(json.dumps(schema)))


def test_states_are_told_by_the_ten_names(document):
    assert document["components"]["schemas"]["State"]["enum"] == [state.value for state in partners.State]


def test_requests_are_closed_so_that_a_misspelt_field_is_not_lost(document):
    schemas = document["components"]["schemas"]
    for name in ("NewDossier", "Person", "PaperGiven", "Reasoned", "SupplementAsked", "SupplementGiven", "Returned"):
        assert schemas[name]["additionalProperties"] is False


def test_every_address_of_the_door_stands_in_the_table_of_permissions():
    needs = {each.path: each.needs for each in permission_table.addresses() if each.path.startswith("/api/v1/")}
    open_to_all = {path for path, needed in needs.items() if needed == "everyone"}
    assert open_to_all == {"/api/v1/", "/api/v1/openapi.json", "/api/v1/<path:rest>"}
    assert set(needs.values()) == {"everyone", "partner token"}

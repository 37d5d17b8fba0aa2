"""Open data: versions that never change, files that agree, a catalogue that machines can read."""

import csv
import hashlib
import json
from copy import deepcopy
from datetime import timedelta
from io import StringIO

import duckdb
import pytest
from django.test import Client

from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, whole_way
from motcua.kernel import clock
from motcua.kernel.memory import forget_all
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.oversight.open_data.actions.publishing import publish_sets
from motcua.oversight.open_data.jobs import publish_open_data
from motcua.oversight.open_data.models import Release

pytestmark = pytest.mark.django_db
APRIL = MONDAY + timedelta(days=40)


@made_once
def begun():
    """Seven dossiers of one procedure finished in March; it is April."""
    load_definitions()
    forget_all()
    with clock.frozen(MONDAY):
        cast = make_cast()
        for number in range(7):
            whole_way(cast, make_dossier(cast), MONDAY + HOUR + number * HOUR / 60)
        deliver_to_figures()
        return cast


@pytest.fixture
def province(begun):
    with clock.frozen(APRIL):
        yield deepcopy(begun)
    forget_all()


def rows_of(content):
    return list(csv.DictReader(StringIO(content.removeprefix("\ufeff"))))


def test_a_month_that_is_over_is_published_once(province):
    first = publish_sets(at=APRIL)
    assert {one.set_code for one in first} == {"theo-co-quan", "theo-thu-tuc"}
    assert publish_sets(at=APRIL + timedelta(days=1)) == []
    row = {row["ma_co_quan"]: row for row in rows_of(Release.objects.get(set_code="theo-co-quan").content)}[COMMUNE]
    assert (row["thang"], row["tiep_nhan"], row["da_giai_quyet"], row["bi_an"]) == ("2026-03", "7", "7", "")


def test_what_became_known_later_is_told_once_nobody_can_be_seen_in_it_and_the_old_version_stays(province):
    publish_open_data(APRIL)
    for number in range(5):
        assert Release.objects.count() == 2, "one to four late dossiers are a small count: nothing new is told"
        with clock.frozen(MONDAY):
            whole_way(province, make_dossier(province), MONDAY + 5 * HOUR + number * HOUR / 60)
            deliver_to_figures()
        with clock.frozen(APRIL):
            publish_open_data(APRIL)
    old, new = (Release.objects.get(set_code="theo-thu-tuc", number=n) for n in (1, 2))
    assert [rows_of(one.content)[-1]["tiep_nhan"] for one in (old, new)] == ["7", "12"]
    client = Client()
    assert client.get("/du-lieu-mo/theo-thu-tuc/1.csv").content.decode() == old.content
    page = client.get("/du-lieu-mo/theo-thu-tuc/").content.decode()
    assert old.digest[:16] in page
    assert new.digest[:16] in page


def test_the_parquet_file_says_the_same_as_the_csv_file(province, tmp_path):
    publish_sets(at=APRIL)
    answer = Client().get("/du-lieu-mo/theo-co-quan/1.parquet")
    assert answer["Content-Type"] == "application/vnd.apache.parquet"
    file = tmp_path / "set.parquet"
    file.write_bytes(answer.content)
    found = duckdb.sql(f"SELECT * FROM '{file}'")
    told = rows_of(Client().get("/du-lieu-mo/theo-co-quan/1.csv").content.decode())
    assert found.columns == list(told[0])
    assert [["" if value is None else str(value) for value in row] for row in found.fetchall()] == [
        list(row.values()) for row in told
    ]
    schema = json.loads(Client().get("/du-lieu-mo/theo-co-quan/schema.json").content)
    assert [field["name"] for field in schema["fields"]] == found.columns


def test_the_catalogue_names_every_set_its_files_and_their_digest(province):
    publish_sets(at=APRIL)
    answer = Client().get("/du-lieu-mo/catalog.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    found = json.loads(answer.content)
    assert found["@type"] == "dcat:Catalog"
    for one in found["dcat:dataset"]:
        assert one["dct:title"]["@language"] == "vi"
        assert {"dct:identifier", "dct:description", "dct:publisher", "dct:accrualPeriodicity", "dct:temporal",
                "dcat:version", "dcat:distribution"} <= set(one)  # fmt: skip
        table, columns = one["dcat:distribution"]
        path = table["dcat:downloadURL"]["@id"].removeprefix("http://127.0.0.1:8000")
        content = Client().get(path).content
        assert hashlib.sha256(content).hexdigest() == table["spdx:checksum"]["spdx:checksumValue"]
        assert columns["dcat:mediaType"]["@id"].endswith("application/vnd.apache.parquet")
        assert one["dct:conformsTo"]["@id"].endswith(f"/{one['dct:identifier']}/schema.json")


def test_nobody_is_named(province):
    publish_sets(at=APRIL)
    content = "".join(Release.objects.values_list("content", flat=True))
    for word in ("Triệu Thị Mai", "004190000123", "chuyen.vien", f"{COMMUNE}-"):
        assert word not in content


def test_before_the_first_month_is_over_the_page_says_so(client):
    assert "Chưa có bộ dữ liệu nào" in client.get("/du-lieu-mo/").content.decode()
    assert publish_sets(at=MONDAY) == []
    assert json.loads(client.get("/du-lieu-mo/catalog.jsonld").content)["dcat:dataset"] == []


def test_unknown_sets_versions_and_kinds_are_not_found(client):
    for path in ("x/", "theo-co-quan/9.csv", "x/1.csv", "x/schema.json", "theo-co-quan/1.exe"):
        assert client.get(f"/du-lieu-mo/{path}").status_code == 404


def test_the_page_offers_each_set_with_its_licence(province):
    publish_sets(at=APRIL)
    html = Client().get("/du-lieu-mo/").content.decode()
    assert "/du-lieu-mo/theo-co-quan/1.csv" in html
    assert "creativecommons.org/licenses/by/4.0" in html

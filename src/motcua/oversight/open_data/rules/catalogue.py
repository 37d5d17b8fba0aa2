"""The catalogue as others' harvesters read it: DCAT 3 in JSON-LD (DCAT-AP's mandatory properties). Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.oversight.open_data.rules.sets import LICENCE, Column, DataSet

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MONTHLY = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"
_GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_MEDIA = "http://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class Published:
    """A version with the addresses of its files."""

    number: int
    first_month: str
    last_month: str
    published_at: datetime
    digest: str
    csv_url: str
    parquet_url: str


def catalogue_of(
    url: str, publisher: str, title: str, datasets: Iterable[tuple[DataSet, str, str, str, Published]]
) -> dict[str, Any]:
    """The whole catalogue; each data set with its address, title, description and newest version."""
    return {
        "@context": CONTEXT,
        "@id": url,
        "@type": "dcat:Catalog",
        "dct:title": _said(title),
        "dct:description": _said(title),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
        "dct:license": {"@id": LICENCE},
        "dcat:dataset": [_dataset(publisher, *one) for one in datasets],
    }


def table_schema(columns: Iterable[tuple[Column, str]], key: str) -> dict[str, Any]:
    """What the columns are, as Frictionless Table Schema."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "fields": [{"name": column.name, "type": column.kind, "description": said} for column, said in columns],
        "primaryKey": ["thang", key],
        "missingValues": [""],
    }


def _dataset(
    publisher: str, dataset: DataSet, url: str, title: str, description: str, newest: Published
) -> dict[str, Any]:
    return {
        "@id": url,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.code,
        "dct:title": _said(title),
        "dct:description": _said(description),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dct:accrualPeriodicity": {"@id": _MONTHLY},
        "dct:accessRights": {"@id": _PUBLIC},
        "dcat:theme": {"@id": _GOVERNMENT},
        "dcat:version": str(newest.number),
        "dct:modified": {"@type": "xsd:dateTime", "@value": newest.published_at.isoformat()},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYearMonth", "@value": newest.first_month},
            "dcat:endDate": {"@type": "xsd:gYearMonth", "@value": newest.last_month},
        },
        "dct:conformsTo": {"@id": f"{url}schema.json"},
        "dcat:distribution": [
            _distribution(newest.csv_url, "text/csv", "CSV", newest.digest),
            _distribution(newest.parquet_url, "application/vnd.apache.parquet", "PARQUET", None),
        ],
    }


def _distribution(url: str, media: str, form: str, digest: str | None) -> dict[str, Any]:
    checksum = {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"}}
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": f"{_MEDIA}{media}"},
        "dct:format": form,
        "dct:license": {"@id": LICENCE},
        **({"spdx:checksum": {**checksum, "spdx:checksumValue": digest}} if digest else {}),
    }


def _said(text: str) -> dict[str, str]:
    return {"@language": "vi", "@value": text}

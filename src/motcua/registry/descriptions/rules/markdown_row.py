"""Rows whose sections are markdown (``methods_md`` …): the same cells as in the tables of other exports."""

import re
from collections.abc import Mapping

from motcua.kernel.texts.foreign import clean, one_line

_RULE = re.compile(r"[|\s:-]+")
_HEADINGS = {"Hình thức nộp", "Tên giấy tờ"}
_GROUP = re.compile(r"\*\*(.+?)\*\*")
_ENTRY = re.compile(r"^-\s+", re.MULTILINE)
_CODED = re.compile(r"(?P<name>.*?)\s*(?:\(Mã:\s*(?P<code>[^()]+)\))?", re.DOTALL)
_FEE = re.compile(r"(?:[^:\d]{2,40}:\s*)?(?P<amount>.*?)(?:\s+—\s+(?P<note>.*))?", re.DOTALL)


def with_cells(row: Mapping[str, object]) -> Mapping[str, object]:
    """The row with the keys its markdown stands for; keys that are there already stay."""
    if not any(key.endswith("_md") for key in row):
        return row
    return {
        "methods": _methods(clean(row.get("methods_md")), clean(row.get("fees_md"))),
        "documents": _documents(clean(row.get("documents_md"))),
        "legal_raw": "\n".join(f"{code} | {name}" for name, code in _entries(clean(row.get("legal_md")))),
        "results": [{"name": name, "code": code} for name, code in _entries(clean(row.get("results_md")))],
        "receiving_address_raw": clean(row.get("addresses_md")),
        **row,
    }


def _methods(table: str, fees: str) -> list[object]:
    said = [_FEE.fullmatch(entry) for entry in _listed(fees)]
    cells = [{"amount_raw": fee["amount"], "note": fee["note"] or ""} for fee in said if fee]
    return [{"channel": line[0], "time_raw": line[1], "fees": cells, "note": ""} for line in _lines(table) if line[1:]]


def _documents(text: str) -> list[object]:
    """Groups under their bold names; what stands before the first has none."""
    parts = _GROUP.split(text)
    groups = [(None, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return [{"case": name, "items": items} for name, part in groups if (items := _items(part))]


def _items(table: str) -> list[object]:
    cells = [[*line, "", "", ""] for line in _lines(table)]
    return [
        {"name": name, "originals": originals, "copies": copies, "has_form_file": bool(form), "form_file_guess": form}
        for name, originals, copies, form, *_ in cells
    ]


def _entries(text: str) -> list[tuple[str, str]]:
    found = [_CODED.fullmatch(entry) for entry in _listed(text)]
    return [(one_line(entry["name"]), entry["code"] or "") for entry in found if entry and entry["name"]]


def _listed(text: str) -> list[str]:
    return [entry.strip() for entry in _ENTRY.split(text) if entry.strip()]


def _lines(table: str) -> list[list[str]]:
    """The cells of each line of a table, without its head and rule."""
    lines = [line.strip().strip("|") for line in table.split("\n") if line.strip().startswith("|")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if not _RULE.fullmatch(line)]
    return [line for line in cells if line[0] not in _HEADINGS]

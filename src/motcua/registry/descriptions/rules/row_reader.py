"""Reads one line of an export of the national catalogue into a draft with its doubts, or says why it cannot."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from unicodedata import normalize

from motcua.kernel.texts.foreign import clean, items_of, one_line
from motcua.kernel.texts.mark import mark
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.agency_reader import read_handling
from motcua.registry.descriptions.rules.channel_reader import read_channels
from motcua.registry.descriptions.rules.ledger import Ledger, Part, Reason
from motcua.registry.descriptions.rules.legal_reader import read_legal_bases
from motcua.registry.descriptions.rules.markdown_row import with_cells
from motcua.registry.descriptions.rules.paper_reader import read_cases
from motcua.registry.descriptions.rules.parts import ProcedureDraft, ResultView

READER = "2026-11-23.3"
"""Part of every content hash: a better reader reads unchanged sources again."""

_UNREAD = ("source", "split")
_CODE_SIGNS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_/")
_LONGEST_CODE, _LONGEST_LABEL, _SHORTEST_STEPS = 40, 300, 25
_CODE_BEHIND = re.compile(r"\s*\(?Mã:\s*([A-Z0-9][A-Z0-9.\-]{0,58}\d)\)?")
_LONGEST_RESULT = 600

NOT_JSON = mark("dòng không phải JSON hợp lệ: {why}")
NOT_AN_OBJECT = mark("dòng không phải một đối tượng JSON")
NO_CODE = mark("không có mã thủ tục")
CODE_NOT_TEXT = mark("mã thủ tục không phải chuỗi ký tự: {code}")
BAD_CODE = mark("mã thủ tục sai dạng: «{code}»")
NO_NAME = mark("thủ tục «{code}» không có tên")


class Unreadable(ValueError):
    """A row that names no procedure; the text says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure as read: `digest` is of the source's content, whatever the order of its papers and channels."""

    draft: ProcedureDraft
    ledger: Ledger
    digest: str


def read_line(line: str, *, valid_from: date) -> Entry:
    """The entry of one line; raises `Unreadable`."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(NOT_JSON.format(why=str(error)[:120])) from None
    if not isinstance(row, dict):
        raise Unreadable(NOT_AN_OBJECT)
    return read_row(row, valid_from=valid_from)


def read_row(row: Mapping[str, object], *, valid_from: date) -> Entry:
    """The entry of one row; raises `Unreadable` if it has no usable code or name."""
    code = _code(row.get("code"))
    name = one_line(row.get("name")).lstrip(".,;:-–+* ") if isinstance(row.get("name"), str) else ""
    if not name:
        raise Unreadable(NO_NAME.format(code=code))
    digest = _digest(row)
    row, ledger = with_cells(row), Ledger()
    steps, steps_doubt = _steps(row.get("steps_raw"), ledger)
    handling = read_handling(row, ledger)
    cases, paper_notes = read_cases(row, ledger)
    draft = ProcedureDraft(
        code=code,
        name=name,
        valid_from=valid_from,
        field_name=one_line(row.get("field"))[:_LONGEST_LABEL],
        levels=handling.levels,
        subjects=handling.subjects,
        executing_agency=handling.executing,
        competent_agency=handling.competent,
        coordinating_agency=clean(row.get("coordinating_agency_raw")),
        receiving_address=clean(row.get("receiving_address_raw")),
        issuing_agency=one_line(row.get("issuing_agency"))[:_LONGEST_LABEL],
        decision_number=one_line(row.get("decision_no"))[:_LONGEST_LABEL],
        kind_name=one_line(row.get("type"))[:_LONGEST_LABEL],
        steps_text=steps,
        requirements=_requirements(row.get("requirements_raw")),
        channels=read_channels(row, steps, ledger),
        cases=cases,
        paper_notes=paper_notes,
        results=_results(row.get("results"), ledger),
        legal_bases=read_legal_bases(row.get("legal_raw"), ledger),
        source_url=_address(row.get("source_url")),
        steps_doubt=steps_doubt,
        agency_doubt=handling.doubt,
    )
    return Entry(draft, ledger, digest)


def _code(value: object) -> str:
    if value in (None, ""):
        raise Unreadable(NO_CODE)
    if not isinstance(value, str):
        raise Unreadable(CODE_NOT_TEXT.format(code=one_line(value)[:60]))
    code = one_line(value)
    if not code:
        raise Unreadable(NO_CODE)
    if len(code) > _LONGEST_CODE or not set(code) <= _CODE_SIGNS:
        raise Unreadable(BAD_CODE.format(code=code[:60]))
    return code


def _steps(value: object, ledger: Ledger) -> tuple[str, str]:
    """The steps and the key of their doubt: a text that breaks off at «(», «:» or «mục» was cut by the crawl."""
    text = clean(value)
    reading: Reading[str] = Reading(State.TYPED, text) if text else Reading(State.ABSENT)
    if text and not isinstance(value, str):
        reading = reading.doubted(Reason.WRONG_TYPE)
    elif text and (text[-1] in "(,:“+-" or text.lower().endswith((" mục", " điểm")) or len(text) < _SHORTEST_STEPS):
        reading = reading.doubted(Reason.CUT)
    return text, ledger.note(Part.STEPS, "", text, reading)


def _results(value: object, ledger: Ledger) -> tuple[ResultView, ...]:
    results = tuple(_result(*result, ledger) for item in items_of(value) for result in _named_results(item))
    if not results:
        ledger.note(Part.RESULTS, "", "", Reading(State.ABSENT))
    return results


def _named_results(item: object) -> Iterator[tuple[str, str]]:
    """Names with their codes; «Công văn thông báoMã: KQ-167Công văn từ chốiMã: KQ-189» are two."""
    parts = item if isinstance(item, Mapping) and "name" in item else {"name": item}
    name, code = clean(parts.get("name")), one_line(parts.get("code"))
    if code or "Mã:" not in name:
        yield name, code
        return
    *pairs, rest = _CODE_BEHIND.split(name)
    yield from zip((title.strip() for title in pairs[::2]), pairs[1::2], strict=True)
    if rest.strip():
        yield rest.strip(), ""


def _result(name: str, code: str, ledger: Ledger) -> ResultView:
    reading: Reading[str] = Reading(State.TYPED, name)
    if sum(sign.isalpha() for sign in name) < 3:  # noqa: PLR2004 - «...», «7» name nothing
        reading = reading.doubted(Reason.NO_NAME)
    elif name[0] in "{[":
        reading = reading.doubted(Reason.WRONG_TYPE)
    elif not code and (name[0].islower() or len(name) > _LONGEST_RESULT):
        reading = reading.doubted(Reason.CUT)
    return ResultView(name, code[:60], ledger.note(Part.RESULTS, code, name, reading))


def _requirements(value: object) -> str:
    """The conditions, without the search form that the crawl glued behind them; '' if there are none."""
    text = clean(value).partition("Từ khóa")[0].strip()
    return "" if text.rstrip(".").lower() in {"không", "không có", "không có thông tin"} else text


def _address(value: object) -> str:
    address = one_line(value)
    return address if address.startswith(("https://", "http://")) and len(address) <= _LONGEST_LABEL else ""


def _digest(row: Mapping[str, object]) -> str:
    content = {key: _unordered(key, value) for key, value in row.items() if key not in _UNREAD}
    return sha256(normalize("NFC", READER + _canonical(content)).encode("utf-8", "replace")).hexdigest()


def _unordered(key: str, value: object) -> object:
    """Papers and channels come in another order from crawl to crawl; that is no change of content."""
    if key == "documents" and isinstance(value, list):
        return [{**case, "items": _sorted(case.get("items"))} if isinstance(case, dict) else case for case in value]
    return _sorted(value) if key in {"methods", "results", "legal_codes"} else value


def _sorted(value: object) -> object:
    return sorted(value, key=_canonical) if isinstance(value, list) else value


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

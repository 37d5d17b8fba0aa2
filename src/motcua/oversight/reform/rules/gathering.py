"""From lines to programmes: which paper they are of, and which two lines are the halves of one target. Plain Python."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark
from motcua.oversight.reform.rules.reading import Stated
from motcua.oversight.reform.rules.words import Half, PlanKind

HALF_ALONE = mark("cặp «{pair}» chỉ có một nửa")
HALVES_DIFFER = mark("hai nửa của cặp «{pair}» khác nhau ở {what}; giữ thành hai chỉ tiêu cùng cặp")
TWICE = mark("mã dòng «{code}» trùng với dòng {line} của cùng văn bản")
_NUMBER = re.compile(r"\b\d+(?:/\d{4})?/[A-ZĐ][A-ZĐa-zđ0-9]*(?:-[A-ZĐa-zđ0-9]+)*")
_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_KINDS = (
    ("nghi quyet", PlanKind.RESOLUTION),
    ("ke hoach", PlanKind.PLAN),
    ("chuong trinh", PlanKind.PROGRAMME),
    ("bai", PlanKind.REPORT),
    ("bao cao", PlanKind.REPORT),
    ("so ket", PlanKind.REPORT),
    ("tong ket", PlanKind.REPORT),
)
_AGREE = (
    ("area", "lĩnh vực"),
    ("kind", "loại"),
    ("unit", "đơn vị tính"),
    ("level", "cấp"),
    ("year", "năm"),
    ("year_words", "năm"),
    ("period", "kỳ"),
    ("base_words", "năm gốc"),
)
_FIRST_OF = (
    ("numerator", "tử số"),
    ("denominator", "mẫu số"),
    ("components", "thành phần"),
    ("exclusions", "loại trừ"),
)
PLAN_CODE_WORDS = 40


@dataclass(frozen=True)
class Promise:
    """One target: its lines are its halves, the minimum first."""

    code: str
    lines: tuple[Stated, ...]


@dataclass(frozen=True)
class Programme:
    """The lines of one paper of one province."""

    code: str
    province: str
    document: str
    kind: PlanKind
    number: str
    issued_on: date | None
    year_from: int | None
    year_to: int | None
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class Remark:
    """Something to tell of a line; a `stops` one keeps the line out."""

    line: int
    text: str
    parameters: dict[str, object]
    stops: bool = False


def gather(lines: Iterable[Stated]) -> tuple[list[Programme], list[Remark]]:
    """Programmes in the order of the file, and what is odd about their lines together."""
    papers: dict[tuple[str, str], list[Stated]] = {}
    for line in lines:
        papers.setdefault((fold(line.province), fold(line.document)), []).append(line)
    remarks: list[Remark] = []
    return [_programme(rows, remarks) for rows in papers.values()], remarks


def programme_code(province: str, document: str) -> str:
    """The same for the same paper, however it is spaced or cased."""
    words = re.sub(r"[^A-Z0-9]+", "-", fold(province).upper()).strip("-")[:PLAN_CODE_WORDS]
    digest = hashlib.sha256(f"{fold(province)}\n{fold(document)}".encode()).hexdigest()[:6].upper()
    return "-".join(part for part in (words, digest) if part)


def _programme(rows: list[Stated], remarks: list[Remark]) -> Programme:
    first = rows[0]
    kept = list(_once(rows, remarks))
    code = programme_code(first.province, first.document)
    years = [row.year for row in kept if row.year]
    named = [int(year) for year in re.findall(r"(?<!\d)20\d{2}(?!\d)", _DAY.sub("", first.document))]
    spans = years or named
    number = _NUMBER.search(first.document)
    return Programme(
        code=code,
        province=first.province,
        document=first.document,
        kind=kind_of(first.document),
        number=number[0] if number else "",
        issued_on=_day_in(first.document),
        year_from=min(spans, default=None),
        year_to=max(spans, default=None),
        promises=tuple(_promises(kept, code, remarks)),
    )


def kind_of(document: str) -> PlanKind:
    """By the word that stands first in the paper's name; what names none is a programme."""
    plain = fold(document)
    found = [(plain.find(word), kind) for word, kind in _KINDS if re.search(rf"\b{word}\b", plain)]
    return min(found, key=lambda pair: pair[0])[1] if found else PlanKind.PROGRAMME


def _day_in(document: str) -> date | None:
    found = _DAY.search(document)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _once(rows: list[Stated], remarks: list[Remark]) -> Iterator[Stated]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.code in seen:
            remarks.append(Remark(row.line, TWICE, {"code": row.code, "line": seen[row.code]}, stops=True))
            continue
        seen[row.code] = row.line
        yield row


def _promises(rows: list[Stated], plan_code: str, remarks: list[Remark]) -> Iterator[Promise]:
    """In the order of the file; a pair stands where its first line does."""
    pairs: dict[str, list[Stated]] = {}
    for row in rows:
        if row.pair:
            pairs.setdefault(row.pair, []).append(row)
    joined = {pair: found for pair, found in pairs.items() if _is_pair(pair, found, remarks)}
    done: set[str] = set()
    for row in rows:
        if row.pair not in joined:
            yield Promise(f"{plan_code}.{row.code}", (row,))
        elif row.pair not in done:
            done.add(row.pair)
            halves = sorted(joined[row.pair], key=lambda one: one.half is Half.STRIVE)
            yield Promise(f"{plan_code}.{row.pair}", tuple(halves))


def _is_pair(pair: str, found: list[Stated], remarks: list[Remark]) -> bool:
    if len(found) == 1:
        remarks.append(Remark(found[0].line, HALF_ALONE, {"pair": pair}))
        return False
    what = _differs(found)
    if what:
        remarks.append(Remark(found[-1].line, HALVES_DIFFER, {"pair": pair, "what": what}))
    return not what


def _differs(found: list[Stated]) -> str:
    """Why lines of a pair are no halves of one target; nothing where they are."""
    halves = {row.half for row in found}
    if len(found) != 2 or len(halves) != 2 or Half.STRIVE not in halves:  # noqa: PLR2004 - a pair
        return "mức tối thiểu, phấn đấu"
    first, second = found
    if fold(first.name) != fold(second.name):
        return "tên"
    for attribute, words in _AGREE:
        if getattr(first, attribute) != getattr(second, attribute):
            return words
    for attribute, words in _FIRST_OF:
        one, other = getattr(first, attribute), getattr(second, attribute)
        if one and other and one != other:
            return words
    return ""

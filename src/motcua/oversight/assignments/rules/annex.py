"""An annex of tasks read row by row: which column is which, whose name stands where. Plain Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.rules.deadlines import read_deadline
from motcua.oversight.assignments.rules.drafts import AREAS, Draft
from motcua.oversight.assignments.rules.rounds import Periodicity

COLUMNS: tuple[tuple[str, str], ...] = (
    ("implements", r"nhiem vu (cua tinh|cap tren)|thuc hien nhiem vu"),
    ("product", r"san pham|ket qua"),
    ("lead", r"chu tri"),
    ("co", r"phoi hop"),
    ("supervisor", r"giam sat|theo doi"),
    ("periodicity", r"dinh ky"),
    ("due", r"thoi gian|thoi han|han hoan thanh|hoan thanh"),
    ("area", r"linh vuc"),
    ("par", r"tieu chi"),
    ("target", r"chi tieu|muc tieu"),
    ("priority", r"uu tien|trong tam"),
    ("document", r"van ban"),
    ("funding", r"kinh phi"),
    ("content", r"noi dung|nhiem vu|ten viec"),
    ("item", r"(s?tt|so tt|so thu tu)$"),
)
_COLUMNS = [(name, re.compile(pattern)) for name, pattern in COLUMNS]
_AREA_WORDS = (
    ("1", "the che"), ("2", "thu tuc hanh chinh"), ("3", "bo may"), ("4", "cong vu"), ("4", "can bo"),
    ("5", "tai chinh"), ("6", "chinh quyen"), ("6", "chuyen doi so"), ("6", "hien dai hoa"), ("0", "chi dao"),
    ("0", "dieu hanh"),
)  # fmt: skip
_EVERY_DEPARTMENT = re.compile(r"(tất cả )?(các )?sở, (ban, )?ngành( cấp tỉnh| tỉnh)?|các sở\b", re.IGNORECASE)
_EVERY_COMMUNE = re.compile(r"(ủy ban nhân dân|uỷ ban nhân dân|ubnd) (các|cấp) xã(, phường)?", re.IGNORECASE)
_NOBODY_NAMED = re.compile(r"(và )?các (cơ quan|đơn vị|địa phương)(, (đơn vị|địa phương))*( có)?( liên quan)?", re.I)
_PERIODS = {fold(one.label): one for one in Periodicity} | {
    "thang": Periodicity.MONTHLY, "quy": Periodicity.QUARTERLY, "6 thang": Periodicity.HALF_YEARLY,
    "nam": Periodicity.YEARLY,
}  # fmt: skip
_LOOKED_FOR_IN = 25
"""Titles stand above the headings; no annex has more lines of them."""

NO_HEADINGS = mark("không thấy dòng tên cột. Cần ít nhất các cột: nội dung nhiệm vụ, sản phẩm, chủ trì, thời hạn.")
LEAD_UNKNOWN = mark("không có cơ quan chủ trì «{name}»")
LEADS_MANY = mark(
    "có {count} cơ quan chủ trì ({names}): một việc chỉ giao một cơ quan chủ trì, hãy tách thành từng việc"
)
HELPER_UNKNOWN = mark("không có cơ quan phối hợp «{name}»")
DUE_UNREAD = mark("không hiểu thời hạn «{said}»; hãy ghi như 30/6/2026, Quý II, Tháng 9 hoặc Hằng quý")
DOCUMENT_UNKNOWN = mark("văn bản «{number}» chưa có trong sổ văn bản chỉ đạo; hãy ghi vào sổ trước")
TARGET_UNKNOWN = mark("kế hoạch không có chỉ tiêu mã «{code}»")
PARENT_UNKNOWN = mark("không có nhiệm vụ mã «{code}» của cấp trên")

Why = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Around:
    """What names in an annex are looked up in: agencies by folded name, documents by number, codes."""

    agencies: Mapping[str, str]
    departments: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    documents: Mapping[str, int] = field(default_factory=dict)
    targets: frozenset[str] = frozenset()
    tasks_above: frozenset[str] = frozenset()
    year: int = 0


@dataclass
class ReadRow:
    """One line: a draft, or why it is none."""

    line: int
    draft: Draft | None = None
    faults: list[Why] = field(default_factory=list)


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Our name of a column → its place; each once, the first that fits."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = fold(cell)
        name = next((name for name, pattern in _COLUMNS if name not in found and pattern.search(words)), None)
        if name and words:
            found[name] = place
    return found


def read_annex(rows: Sequence[tuple[int, list[str]]], around: Around) -> list[ReadRow] | None:
    """Every task of the annex; a row of an area's name alone speaks for those below it. None without headings."""
    for at, (_line, cells) in enumerate(rows[:_LOOKED_FOR_IN]):
        columns = columns_of(cells)
        if {"content", "lead", "due"} <= columns.keys():
            return list(_rows(rows[at + 1 :], columns, around))
    return None


def _rows(rows: Sequence[tuple[int, list[str]]], columns: Mapping[str, int], around: Around) -> Iterator[ReadRow]:
    area = ""
    for line, cells in rows:
        said = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        if not any(said.get(name) for name in ("lead", "due", "product")):
            area = area_of(said.get("content", "") or " ".join(cells)) or area
            continue
        yield _row(line, said, area, around)


def _row(line: int, said: Mapping[str, str], area: str, around: Around) -> ReadRow:
    row = ReadRow(line)
    lead = _lead(said["lead"], around, row.faults)
    helpers = _helpers(said.get("co", ""), around, row.faults)
    due = read_deadline(said["due"], year=around.year) if said["due"] else None
    if said["due"] and due is None:
        row.faults.append((DUE_UNREAD, {"said": said["due"]}))
    often = _PERIODS.get(fold(said.get("periodicity", "")), due[1] if due else Periodicity.ONCE)
    document = _known(said.get("document", ""), around.documents, DOCUMENT_UNKNOWN, "number", row.faults)
    for name, known, why in (
        ("target", around.targets, TARGET_UNKNOWN),
        ("implements", around.tasks_above, PARENT_UNKNOWN),
    ):
        if said.get(name) and said[name] not in known:
            row.faults.append((why, {"code": said[name]}))
    if row.faults:
        return row
    row.draft = Draft(
        area=area_of(said.get("area", "")) or area,
        content=said.get("content", ""),
        product=said.get("product", ""),
        lead_code=lead,
        ends_on=due[0] if due else None,
        co_codes=tuple(code for code in helpers if code != lead),
        supervisor_code=around.agencies.get(fold(said.get("supervisor", "")), ""),
        periodicity=often,
        is_priority=fold(said.get("priority", "")) in {"x", "co", "cao", "trong tam", "uu tien", "1"},
        target_code=said.get("target", ""),
        par_codes=tuple(code for code in re.split(r"[;,\s]+", said.get("par", "")) if code),
        implements_code=said.get("implements", ""),
        funding=said.get("funding", "")[:200],
        item_label=said.get("item", "")[:20],
        document=document,
    )
    return row


def area_of(words: str) -> str:
    """The code of an area: its number, or the words by which it is known; "" for none."""
    folded = fold(words)
    if folded in AREAS:
        return folded
    return next((code for code, word in _AREA_WORDS if word in folded), "")


def _lead(name: str, around: Around, faults: list[Why]) -> str:
    if not name:
        return ""
    if code := around.agencies.get(fold(name)):
        return code
    names = [part for part, code in _split(name, around) if code]
    if len(names) > 1:
        faults.append((LEADS_MANY, {"count": len(names), "names": "; ".join(names)}))
    else:
        faults.append((LEAD_UNKNOWN, {"name": name}))
    return ""


def _helpers(names: str, around: Around, faults: list[Why]) -> list[str]:
    """Codes in order, each once; «các sở, ban, ngành» are all of them, «đơn vị liên quan» nobody in particular."""
    found: dict[str, None] = {}
    for pattern, codes in ((_EVERY_DEPARTMENT, around.departments), (_EVERY_COMMUNE, around.communes)):
        if pattern.search(names):
            found |= dict.fromkeys(codes)
            names = pattern.sub("", names)
    for name, code in _split(_NOBODY_NAMED.sub("", names), around):
        if code:
            found[code] = None
        else:
            faults.append((HELPER_UNKNOWN, {"name": name}))
    return list(found)


def _split(names: str, around: Around) -> list[tuple[str, str]]:
    """Name and code of each; a comma may stand within a name: the longest name that is known wins."""
    found = []
    for part in re.split(r"[;\n]", names):
        pieces = [piece.strip(" .-–") for piece in part.split(",")]
        while pieces:
            for length in range(len(pieces), 0, -1):
                name = ", ".join(pieces[:length])
                if fold(name) in around.agencies or length == 1:
                    break
            if name.strip(", "):
                found.append((name, around.agencies.get(fold(name), "")))
            pieces = pieces[length:]
    return found


def _known(number: str, known: Mapping[str, int], why: str, name: str, faults: list[Why]) -> int | None:
    if number and fold(number) not in known:
        faults.append((why, {name: number}))
    return known.get(fold(number))

"""Reads the papers by case. Names that swallowed a form's file name, empty names and unknown numbers are doubts."""

import re
from collections.abc import Mapping
from hashlib import sha256

from motcua.kernel.texts.foreign import clean, items_of, one_line
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.ledger import Ledger, Part, Reason
from motcua.registry.descriptions.rules.parts import CaseView, PaperView

_FORM_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf|rar|zip|jpe?g|png|odt)$", re.IGNORECASE)
_FIRST_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf|rar|zip|jpe?g|png|odt)(?=$|\s|[^\W\d])", re.IGNORECASE)
_FORM_WORD = re.compile(
    r"(?:Mẫu|MẪU|Mau|MAU|Phụ lục|PHỤ LỤC|Phu luc|Biểu|Bieu|Đơn|ĐƠN|Don|Tờ khai|To khai|TK)\b|(?:Mau|Mus|Ms)\w*\d"
)
_LABEL = re.compile(r"^[\s(]*(\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[).:/-]\s", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:trường hợp|đối với|nếu|khi có|trong trường hợp)\b", re.IGNORECASE)
_FOR_ALL = re.compile(
    r"[\s*+•\-\d.()]*(?:[a-zđ]\)\s*)?(?:thành phần,?(?: và)?(?: số lượng)? hồ sơ|(?:các )?giấy tờ|hồ sơ|tài liệu)?\s*"
    r"(?:(?:cần )?phải |cần )?(?:nộp|xuất trình)?[\s,]*(?:\([^()]*\))?[\s,]*(?:bao gồm|gồm có|gồm|như sau)?[\s:.;]*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[\s*+•-]*(?:lưu ý|chú ý|ghi chú)[\s:.]*", re.IGNORECASE)
_OPTIONAL = re.compile(r"\b(?:nếu có|nếu|trường hợp|một trong|đối với|hoặc)\b", re.IGNORECASE)
_COPY_ONLY = re.compile(r"^[\s\-+*•(\w)]{0,6}bản (?:sao|chụp|photo)\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\b(?P<number>\d{1,2}|một|hai|ba|bốn|năm)(?: ?\([^()]{1,12}\))? (?:bộ )?"
    r"(?:(?P<original>bản (?:chính|gốc))|bản (?:sao|chụp|photo))",
    re.IGNORECASE,
)
_IN_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_LONGEST, _MOST, _TAIL = 1000, 50, 150
_ONE_DIGIT = 9
_OF_GROUP = {"items", "raw", "trailing_text"}


def read_cases(source: Mapping[str, object], ledger: Ledger) -> tuple[tuple[CaseView, ...], str]:
    """The groups of papers with at least one paper each, and what stands under «Lưu ý», which is no paper.

    Loose texts between the groups are doubts of their own.
    """
    groups = items_of(source.get("documents"))
    raw = clean(source.get("documents_raw"))
    if not groups:
        lost: Reading[None] = Reading(State.DOUBT, reason=Reason.GLUED) if raw else Reading(State.ABSENT)
        ledger.note(Part.PAPERS, "", raw, lost)
        return (), ""
    notes = [group for group in groups if _is_note(group)]
    groups = [group for group in groups if not _is_note(group)]
    cases = [_case(group, ledger, is_only=len(groups) == 1) for group in groups]
    return tuple(case for case in cases if case.papers), _noted(notes, ledger)


def is_optional(name: str) -> bool:
    """Whether a paper's own name says that not everybody has to bring it."""
    return bool(_OPTIONAL.search(name))


def code_of_paper(name: str) -> str:
    """The same name has the same code in every version."""
    return "p" + sha256(name.casefold().encode()).hexdigest()[:10]


def _is_note(group: object) -> bool:
    return isinstance(group, Mapping) and bool(_NOTE.fullmatch(clean(group.get("case"))))


def _noted(groups: list[object], ledger: Ledger) -> str:
    """The texts of the notes, one a line."""
    items = [item for group in groups if isinstance(group, Mapping) for item in items_of(group.get("items"))]
    texts = [one_line(item.get("name") if isinstance(item, Mapping) else item) for item in items]
    for text in texts:
        ledger.note(Part.PAPERS, "", text, Reading(State.TYPED if text else State.ABSENT, text))
    return "\n".join(f"- {text.lstrip('-+*• ')}" for text in texts if text)


def _case(group: object, ledger: Ledger, *, is_only: bool) -> CaseView:
    if not isinstance(group, Mapping) or (not set(group) & _OF_GROUP and "name" in group):
        return CaseView(0, "", (_paper(group, "", ledger),))
    name = clean(group.get("case"))
    if strange := {key: value for key, value in group.items() if key not in {*_OF_GROUP, "case"} and value}:
        ledger.note(Part.PAPERS, name, clean(strange), Reading(State.DOUBT, reason=Reason.WRONG_TYPE))
    for loose in (group.get("raw"), group.get("trailing_text")):
        if text := clean(loose):
            ledger.note(Part.PAPERS, name, text, Reading(State.DOUBT, reason=Reason.GLUED))
    papers = [_paper(item, name.rstrip(":; "), ledger) for item in _ordered(items_of(group.get("items")))]
    return CaseView(0, name, tuple(papers), _is_condition(name, is_only=is_only))


def _is_condition(name: str, *, is_only: bool) -> bool:
    """Whether only some bring these papers: everybody brings what has no name, a general name or stands alone."""
    if not name or _CONDITION.search(name):
        return bool(name)
    return not is_only and not _FOR_ALL.fullmatch(name)


def _ordered(items: list[object]) -> list[object]:
    """In the order of their own labels (a, b, c; 1, 2, 3) if every paper has one and no two the same."""
    labels = [_label(item) for item in items]
    if None in labels or len(set(labels)) < len(labels):
        return items
    return [item for _, item in sorted(zip(labels, items, strict=True), key=lambda pair: pair[0] or ())]


def _label(item: object) -> tuple[int, ...] | None:
    found = _LABEL.match(clean(item.get("name")) if isinstance(item, Mapping) else "")
    if found is None:
        return None
    label = found[1].lower()
    return (0, *map(int, label.split("."))) if label[0].isdigit() else (1, _ALPHABET.find(label))


def _paper(item: object, where: str, ledger: Ledger) -> PaperView:
    item = item if isinstance(item, Mapping) and "name" in item else {"name": item}
    whole = clean(item.get("name"))
    name, form_file, reason = _split_form(whole, is_marked=bool(item.get("has_form_file")))
    if not isinstance(item.get("name"), str | None):
        reason = Reason.WRONG_TYPE
    if not form_file and item.get("has_form_file") and reason is None:
        form_file = one_line(item.get("form_file_guess"))
    originals, copies = _count(item.get("originals")), _count(item.get("copies"))
    reading: Reading[str] = Reading(State.TYPED, name)
    reason = reason or _why_doubt(name, originals, copies)
    if reason:
        reading = reading.doubted(reason)
    doubt = ledger.note(Part.PAPERS, where, whole, reading, proposal=f"{originals or 0}+{copies or 0}")
    is_counted = reason in {None, Reason.FORM_GLUED, Reason.NOT_A_PAPER, Reason.NO_NAME}
    is_required = reason is None and not is_optional(name)
    counted = (originals, copies) if is_counted else (None, None)
    return PaperView(0, code_of_paper(whole), name, *counted, is_required, form_file[:300], doubt)


def _split_form(name: str, *, is_marked: bool) -> tuple[str, str, Reason | None]:
    """(name, file name of the form), cut at the one place where a word is glued on; a doubt if there are several."""
    if not _FORM_FILE.search(name):
        return name, "", None
    border = _border(name)
    if border:
        return name[:border].strip(), name[border:].strip(), None
    return name, "", Reason.FORM_GLUED if is_marked or len(name) > _MOST else None


def _border(name: str) -> int:
    """Where the file name begins; 0 if that is not certain."""
    if "\n" in name:
        return name.rfind("\n")
    end = _FIRST_FILE.search(name)
    stem = name[: end.start() if end else len(name)]
    found = [place for place in range(max(1, len(name) - _TAIL), len(stem)) if _begins_file(stem, place)]
    return found[0] if len(found) == 1 else 0


def _begins_file(text: str, place: int) -> bool:
    """A word glued on: after «).;:» that ends a word, at «Mẫu», «Phụ lục» …, a capital right after a small letter."""
    before, sign = text[place - 1], text[place]
    if not sign.isalnum() or before.isspace() or before.isdigit():
        return False
    if before in ".;:)":
        return before == ")" or text[place - 2].isalpha() or text[place - 2] == ")"
    return before.isalpha() and sign.isupper() and (before.islower() or bool(_FORM_WORD.match(text, place)))


def _count(value: object) -> int | None:
    """A number of copies; None for what is no number from 0 to 50."""
    digits = one_line(value)
    return int(digits) if digits.isascii() and digits.isdigit() and int(digits) <= _MOST else None


def _why_doubt(name: str, originals: int | None, copies: int | None) -> Reason | None:
    if sum(sign.isalpha() for sign in name[:80]) < 3:  # noqa: PLR2004 - «...», «1», «TT» name nothing
        return Reason.NO_NAME
    if len(name) > _LONGEST:
        return Reason.NOT_A_PAPER
    if originals is None or copies is None or originals + copies == 0:
        return Reason.NO_QUANTITY
    if max(originals, copies) > _ONE_DIGIT:  # the end of the name glued before the number: «Mẫu 20.03» and 1
        return Reason.GLUED
    return Reason.QUANTITY_DIFFERS if _says_otherwise(name, originals, copies) else None


def _says_otherwise(name: str, originals: int, copies: int) -> bool:
    """Whether the paper's own name counts its originals or copies otherwise than the cells do."""
    if _COPY_ONLY.match(name) and originals and not copies:
        return True
    said: dict[bool, list[int]] = {True: [], False: []}
    for found in _QUANTITY.finditer(name):
        number = found["number"].lower()
        said[bool(found["original"])].append(_IN_WORDS.get(number) or int(number))
    if said[True] and said[False]:  # «01 bản chính hoặc 01 bản sao»: either will do
        return not (originals in said[True] or copies in said[False])
    return any(
        numbers and count not in {*numbers, sum(numbers)}
        for numbers, count in ((said[True], originals), (said[False], copies))
    )

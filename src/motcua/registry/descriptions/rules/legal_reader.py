"""Cuts the glued list of legal documents into titles and codes; what cannot be cut with certainty is a doubt."""

import re

from motcua.kernel.texts.foreign import CAPITAL, SMALL, clean, one_line
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.ledger import Ledger, Part, Reason
from motcua.registry.descriptions.rules.parts import LegalBasisView

_MINISTRIES = (
    "BNNPTNT|BNNMT|BVHTTDL|BLĐTBXH|BGDĐT|BKHCN|BKHĐT|BTNMT|BTTTT|BGTVT|BDTTG|VKSNDTC|TANDTC|TLĐLĐVN|BCĐ|BHXH|NHNN"
    "|VPCP|TTCP|UBDT|KTNN|UBND|HĐND|BTC|BTP|BCA|BQP|BXD|BYT|BCT|BNV|BNG|BNN|CP|TTg"
)
_BARE_CODE = (
    r"(?P<number>\d{1,4}(?:\.\d{1,3})?[a-zđ]?/(?:(?:19|20)\d{2}/)?)"
    r"(?P<kind>(?:NQ-|PL-|NQ/)?(?:UBTVQH|QH)(?:1[0-9]|[89])|NQ-HĐND|N[ĐD]-CP|NQ-CP|Q[ĐD]-TTg|CT-TTg"
    rf"|(?:TTLT|TT|Q[ĐD]|NQLT|VBHN|CT)[-_/](?:{_MINISTRIES})(?:-(?:{_MINISTRIES}))*)"
)
_CODE = re.compile(rf"(?:(?<![\d/])|(?<=năm \d\d\d\d)|(?<=/\d\d\d\d)){_BARE_CODE}")
_CODE_HERE = re.compile(_BARE_CODE)
_KINDS = (
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết(?: liên tịch)?|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị"
    r"|Văn bản hợp nhất)"
)
_PREFIX = re.compile(rf"(?:\s*{_KINDS}(?:\s*số)?|(?<=\w)số)\s*$", re.IGNORECASE)
_SPOKEN_OF = re.compile(rf"(?:^|\s){_KINDS}(?:\s*số)?\s*$", re.IGNORECASE)
_NAMES_ITSELF = re.compile(r"(Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư)\b(?: liên tịch)?(?: số)? ?(\d*)")
_SIGNS_OF = {
    "Luật": r"QH\d",
    "Pháp lệnh": r"PL|UBTVQH|QH\d",
    "Nghị quyết": r"NQ|QH\d|UBTVQH",
    "Nghị định": r"N[ĐD]",
    "Quyết định": r"Q[ĐD]",
    "Thông tư": r"TT",
}
_WHOLE_CODE = re.compile(r"\d.*/.*[^\W\d_]")
_SOON = 25
_OTHER_SECTIONS = re.compile(r"(?:Dịch vụ bưu chính|Trực tiếp|Trực tuyến)\d")
_GLUED_WORD = re.compile(f"[{SMALL}\\d][{CAPITAL}][{SMALL}]")
_SPEAKS_OF = re.compile(r"(?:số|luật|định|tư|quyết|lệnh|thị)$", re.IGNORECASE)
_TWO_DATES = re.compile(r"\d{5,7}/\d{4}")
_LONGEST_TITLE = 700


def read_legal_bases(source: object, ledger: Ledger) -> tuple[LegalBasisView, ...]:
    """One entry per document named; text without a code at its end, or of another section, is a doubt."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "\n".join(source)
    text = clean(source)
    if text and not isinstance(source, str):
        return (_basis(text, "", ledger, Reason.WRONG_TYPE),)
    if not text:
        ledger.note(Part.LEGAL, "", "", Reading(State.ABSENT))
        return ()
    if text.startswith(":") or _OTHER_SECTIONS.search(text):
        return (_basis(text, "", ledger, Reason.CUT),)
    entries = _listed(text) if " | " in text else _glued(text)
    return tuple(_basis(title, code, ledger) for title, code in entries if title or code)


def _basis(title: str, code: str, ledger: Ledger, reason: Reason | None = None) -> LegalBasisView:
    if reason is None and not _WHOLE_CODE.search(code):
        reason = Reason.NO_CODE
    elif reason is None and (len(title) > _LONGEST_TITLE or _is_glued(title) or _is_of_another(title, code)):
        reason = Reason.GLUED
    reading: Reading[str] = Reading(State.TYPED, code)
    if reason:
        reading = reading.doubted(reason)
    doubt = ledger.note(Part.LEGAL, code, title, reading, proposal=code)
    return LegalBasisView(title, code[:60], doubt)


def _listed(text: str) -> list[tuple[str, str]]:
    """«code | title» line by line; a line without the bar goes on with the title before."""
    entries: list[tuple[str, str]] = []
    for line in text.split("\n"):
        code, bar, title = line.partition(" | ")
        if bar:
            entries.append((one_line(title), _bare_code(code)))
        elif entries:
            entries[-1] = (one_line(f"{entries[-1][0]} {line}"), entries[-1][1])
        else:
            entries.append((one_line(line), ""))
    return entries


def _bare_code(text: str) -> str:
    found = _CODE.search(text)
    return found[0] if found else one_line(text)


def _glued(text: str) -> list[tuple[str, str]]:
    """Title, code, title, code … without a space between: a code ends an entry when a word is glued to it."""
    text = text.rstrip(" .;,")
    entries: list[tuple[str, str]] = []
    start, match = 0, _CODE.search(text)
    while match:
        end = match.end()
        here = _CODE_HERE.match(text, end)
        if here and _is_of_title(text, start, match, here):
            entries.append((one_line(text[start:end]), here[0]))
            start = end = here.end()
        elif match.start() > start and _ends_entry(text, start, match):
            said = text[start : match.start()]
            entries.append((one_line(_PREFIX.sub("", said)) or one_line(said), match[0]))
            start = end
        match = (_CODE_HERE.match(text, end) if start == end else None) or _CODE.search(text, end)
    rest = one_line(text[start:]).strip(" .;,")
    return [*entries, (rest, rest if _CODE_HERE.fullmatch(rest) else "")] if rest else entries


def _is_of_title(text: str, start: int, match: re.Match[str], behind: re.Match[str]) -> bool:
    """Whether of two codes side by side the first ends the title: it is said again, or spoken of as «bởi Nghị định số».

    A second code that is soon said once more begins the next title instead.
    """
    if behind[0] == match[0]:
        return True
    is_next_title = behind[0] in text[behind.end() : behind.end() + len(behind[0]) + _SOON]
    return not is_next_title and bool(_SPOKEN_OF.search(text[start : match.start()]))


def _is_glued(title: str) -> bool:
    """A capital word right behind a small letter or a figure: two entries whose border had no readable code."""
    return bool(_TWO_DATES.search(title) or _GLUED_WORD.search(title))


def _is_of_another(title: str, code: str) -> bool:
    """Whether the title begins with the kind or the number of another document than the code's."""
    named = _NAMES_ITSELF.match(title)
    if named is None:
        return False
    number = named[2].lstrip("0")
    return not re.search(_SIGNS_OF[named[1]], code) or bool(number and not code.lstrip("0").startswith(number))


def _ends_entry(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a code stands in a cell of its own: a word is glued on behind it, or it is glued to the title's end."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not before.isspace() and match[0] in text[start : match.start()]:
        return True
    is_behind = (before.isalpha() or before in ").”") and not _SPEAKS_OF.search(
        text[max(0, match.start() - 8) : match.start()]
    )
    return is_behind or not after or after == "\n" or after.isalnum() or after in "“\"'(:-"

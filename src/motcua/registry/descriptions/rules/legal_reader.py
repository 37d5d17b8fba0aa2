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
    rf"|(?:TTLT|TT|Q[ĐD]|NQLT|VBHN|CT)-(?:{_MINISTRIES})(?:-(?:{_MINISTRIES}))*)"
)
_CODE = re.compile(rf"(?:(?<![\d/])|(?<=năm \d\d\d\d)|(?<=/\d\d\d\d)){_BARE_CODE}")
_CODE_HERE = re.compile(_BARE_CODE)
_PREFIX = re.compile(
    r"\s*(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết(?: liên tịch)?|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị"
    r"|Văn bản hợp nhất)(?:\s*số)?\s*$",
    re.IGNORECASE,
)
_OTHER_SECTIONS = re.compile(r"(?:Dịch vụ bưu chính|Trực tiếp|Trực tuyến)\d")
_GLUED_WORD = re.compile(f"[{SMALL}\\d][{CAPITAL}][{SMALL}]")
_SPEAKS_OF = re.compile(r"(?:số|luật|định|tư|quyết|lệnh|thị)$", re.IGNORECASE)
_TWO_DATES = re.compile(r"\d{5,7}/\d{4}")
_LONGEST_TITLE = 700


def read_legal_bases(source: object, ledger: Ledger) -> tuple[LegalBasisView, ...]:
    """One entry per document named; text without a code at its end, or of another section, is a doubt."""
    text = clean(source)
    if not text:
        ledger.note(Part.LEGAL, "", "", Reading(State.ABSENT))
        return ()
    if text.startswith(":") or _OTHER_SECTIONS.search(text):
        return (_basis(text, "", ledger, Reason.CUT),)
    entries = _listed(text) if " | " in text else _glued(text)
    return tuple(_basis(title, code, ledger) for title, code in entries if title or code)


def _basis(title: str, code: str, ledger: Ledger, reason: Reason | None = None) -> LegalBasisView:
    if reason is None and not code:
        reason = Reason.NO_CODE
    elif reason is None and (len(title) > _LONGEST_TITLE or _is_glued(title)):
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
        end, code = match.end(), match[0]
        here = _CODE_HERE.match(text, end)
        if here and here[0] == code:  # the title itself ends with its code, which is then said again
            entries.append((one_line(text[start:end]), code))
            start = end = here.end()
        elif _ends_entry(text, match.start(), end):
            said = text[start : match.start()]
            entries.append((one_line(_PREFIX.sub("", said)) or one_line(said), code))
            start = end
        match = (_CODE_HERE.match(text, end) if start == end else None) or _CODE.search(text, end)
    rest = one_line(text[start:]).strip(" .;,")
    return [*entries, (rest, "")] if rest else entries


def _is_glued(title: str) -> bool:
    """A capital word right behind a small letter or a figure: two entries whose border had no readable code."""
    return bool(_TWO_DATES.search(title) or _GLUED_WORD.search(title))


def _ends_entry(text: str, start: int, end: int) -> bool:
    """Whether a code stands in a cell of its own: a word is glued on behind it, or it is glued to the title's end."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    is_behind = (
        bool(before)
        and (before.isalpha() or before in ").”")
        and not _SPEAKS_OF.search(text[max(0, start - 8) : start])
    )
    return is_behind or not after or after == "\n" or after.isalnum() or after in "“\"'(:-"

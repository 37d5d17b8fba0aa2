"""A form as a file of each kind that people hand on."""

from collections.abc import Callable
from dataclasses import dataclass

from motcua.kernel.files.kinds import MEDIA_TYPES
from motcua.oversight.sheets.queries.comma import comma_of
from motcua.oversight.sheets.queries.paper import Paper
from motcua.oversight.sheets.queries.word import word_of


@dataclass(frozen=True)
class Made:
    """A file's name, type and content."""

    name: str
    media_type: str
    content: bytes


def _comma(paper: Paper) -> bytes:
    return comma_of(paper).encode()


def _excel(paper: Paper) -> bytes:
    from motcua.oversight.sheets.queries.workbook import workbook_of  # house: import-in-function - 14 MB, seldom

    return workbook_of(paper)


_MAKERS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "xlsx": (_excel, MEDIA_TYPES["xlsx"]),
    "docx": (word_of, MEDIA_TYPES["docx"]),
    "csv": (_comma, "text/csv; charset=utf-8"),
}
KINDS = tuple(_MAKERS)


def file_of(paper: Paper, kind: str) -> Made:
    """«II.06a_20251215_20260314.xlsx»."""
    make, media_type = _MAKERS[kind]
    bounds = paper.bounds
    name = f"{paper.sheet.code}_{bounds.first_on:%Y%m%d}_{bounds.last_on:%Y%m%d}.{kind}"
    return Made(name, media_type, make(paper))

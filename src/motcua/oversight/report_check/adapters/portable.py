"""The text of a PDF by pypdf, page after page."""

import logging
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from motcua.oversight.report_check.errors import BROKEN, ENCRYPTED, NO_TEXT, TOO_LONG, ReportUnreadable

_MOST_PAGES, _MOST_SIGNS = 1_000, 2_000_000
_UNREADABLE = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError,
    NotImplementedError, AssertionError, ArithmeticError, MemoryError,
)  # fmt: skip

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def text_of_pdf(content: bytes, name: str) -> str:
    """The text; raises `ReportUnreadable` for a locked, broken or scanned file."""
    try:
        text = _pages(_opened(content, name))
    except ReportUnreadable:
        raise
    except _UNREADABLE as error:
        raise ReportUnreadable(BROKEN, name=name) from error
    if not text.strip():
        raise ReportUnreadable(NO_TEXT, name=name)
    return text


def _opened(content: bytes, name: str) -> PdfReader:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReportUnreadable(ENCRYPTED, name=name)
    return reader


def _pages(reader: PdfReader) -> str:
    pages, length = [], 0
    for page in reader.pages[:_MOST_PAGES]:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > _MOST_SIGNS:
            raise ReportUnreadable(TOO_LONG, most=_MOST_SIGNS // 1_000_000)
    return "\n".join(pages)

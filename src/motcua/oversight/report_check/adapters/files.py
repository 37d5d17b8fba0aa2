"""A file as text, whatever it is: what it is, its content tells."""

from pathlib import PurePath

from motcua.oversight.report_check.adapters.word import text_of_word
from motcua.oversight.report_check.errors import BROKEN, NOT_UTF8, OLD_WORD, TOO_LARGE, UNKNOWN_KIND, ReportUnreadable

MOST_MEGABYTES = 20
_MEGABYTE = 1024 * 1024
_WORD_OF_OLD = b"\xd0\xcf\x11\xe0"
_TEXTS = {".txt", ".md", ".text", ""}


def text_of_file(content: bytes, name: str) -> str:
    """The text of a .txt, .docx or .pdf; a text file exactly as it is, sign for sign. Raises `ReportUnreadable`."""
    if len(content) > MOST_MEGABYTES * _MEGABYTE:
        raise ReportUnreadable(TOO_LARGE, name=name, most=MOST_MEGABYTES)
    if content.startswith(_WORD_OF_OLD):
        raise ReportUnreadable(OLD_WORD, name=name)
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in content[:1024]:
        return _portable(content, name)
    if content.startswith(b"PK"):
        return text_of_word(content, name)
    if ending in {".pdf", ".docx"}:
        raise ReportUnreadable(BROKEN, name=name)
    if ending not in _TEXTS:
        raise ReportUnreadable(UNKNOWN_KIND, name=name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReportUnreadable(NOT_UTF8, name=name) from error


def _portable(content: bytes, name: str) -> str:
    from motcua.oversight.report_check.adapters.portable import text_of_pdf  # house: import-in-function - 15 MB

    return text_of_pdf(content, name)

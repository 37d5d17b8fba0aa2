"""The text of a Word file (.docx, ISO/IEC 29500): paragraphs as lines, rows of tables with « | » between cells."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from motcua.oversight.report_check.errors import BOMB, BROKEN, ReportUnreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = "word/document.xml"
_MOST_UNPACKED, _MOST_MEMBERS = 40 * 1024 * 1024, 5_000
_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, OSError, NotImplementedError, EOFError)
_HIDDEN = {f"{_W}{name}" for name in ("instrText", "delText", "del", "moveFrom")}
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def text_of_word(content: bytes, name: str) -> str:
    """The text; raises `ReportUnreadable` for a broken file or one that unpacks to too much."""
    try:
        story = _story(content, name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(story, parser)
    except (*_UNREADABLE, etree.XMLSyntaxError, RuntimeError) as error:
        raise ReportUnreadable(BROKEN, name=name) from error
    body = root.find(f"{_W}body")
    if body is None:
        raise ReportUnreadable(BROKEN, name=name)
    return "\n".join(_lines(body)).strip("\n") + "\n"


def _story(content: bytes, name: str) -> bytes:
    """The part with the text, read no further than it may be long whatever the directory says."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if len(archive.infolist()) > _MOST_MEMBERS:
            raise ReportUnreadable(BOMB, name=name)
        with archive.open(_STORY) as part:
            story = part.read(_MOST_UNPACKED + 1)
    if len(story) > _MOST_UNPACKED:
        raise ReportUnreadable(BOMB, name=name)
    return story


def _lines(body: etree._Element) -> Iterator[str]:
    for child in body:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield from _rows(child)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            yield from _lines(content) if content is not None else ()


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells = [" ".join(" ".join(_lines(cell)).split()) for cell in row.iterchildren(f"{_W}tc")]
        yield f"| {' | '.join(cells)} |"


def _paragraph(paragraph: etree._Element) -> str:
    is_item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    words = "".join(_signs(paragraph))
    return f"- {words}" if is_item and words.strip() else words


def _signs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _HIDDEN or child.tag == _MC_FALLBACK:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str):
            yield from _signs(child)

"""A report as a Word document: upright A4, national head, sections, one table – Office Open XML by lxml, no more."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, TypeAlias

from django.utils.translation import gettext as _
from lxml import etree
from lxml.builder import ElementMaker

from motcua.oversight.assignments.rules.pieces import Paper, Section, Sheet

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_make = ElementMaker(namespace=_W, nsmap={"w": _W})
_HIGH, _WIDE, _LEFT_EDGE, _RIGHT_EDGE, _EDGE = 16838, 11906, 1701, 850, 1134
"""A4 upright in twentieths of a point; edges of Decree 30/2020: 30 mm left, 15 mm right, 20 mm above and below."""
_ROOM = _WIDE - _LEFT_EDGE - _RIGHT_EDGE
_SMALL, _SIZE = 24, 28
"""Sizes of letters in halves of a point."""
_UNPRINTABLE = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
Element: TypeAlias = Any
"""An element of lxml, which tells mypy nothing."""


def word_of(paper: Paper) -> bytes:
    """The file's content."""
    body = _make("body", *_top(paper), *_sections(paper.sections), *_annex(paper.sheet), *_foot(), _page())
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types())
        archive.writestr("_rels/.rels", _relations())
        archive.writestr("word/document.xml", _bytes(_make("document", body)))
    return content.getvalue()


def _top(paper: Paper) -> Iterator[Element]:
    left = [_line(paper.above.upper(), place="center"), _line(paper.issuer.upper(), bold=True, place="center")]
    right = [_line(NATION, bold=True, place="center"), _line(MOTTO, bold=True, place="center")]
    yield _side_by_side(left, right)
    yield _line(paper.place_and_day, italic=True, place="right")
    yield _line("")
    yield _line(paper.title, bold=True, place="center")
    yield _line(paper.subtitle, bold=True, place="center")
    yield _line("")


def _sections(sections: Iterable[Section]) -> Iterator[Element]:
    for section in sections:
        yield _line(section.title, bold=True, place="both")
        for line in section.lines:
            yield _line(f"- {line.words}" if line.is_item else line.words, place="both", is_text=True)


def _annex(sheet: Sheet | None) -> Iterator[Element]:
    if sheet is None:
        return
    yield _line("")
    yield _line(sheet.title, bold=True, place="center")
    widths = [_ROOM * 3 // 10, *[_ROOM * 7 // 10 // (len(sheet.heads) - 1)] * (len(sheet.heads) - 1)]
    table = _make("tbl", _looks("single"), _grid(widths))
    table.append(_row([_cell([_line(words, bold=True, size=_SMALL, place="center")], width)
                       for words, width in zip(sheet.heads, widths, strict=True)], is_head=True))  # fmt: skip
    last = len(sheet.rows) - 1
    for number, row in enumerate(sheet.rows):
        cells = [
            _cell([_line(piece.words, bold=number == last, size=_SMALL, place="center" if at else "left")], width)
            for at, (piece, width) in enumerate(zip(row, widths, strict=True))
        ]
        table.append(_row(cells))
    yield table


def _foot() -> Iterator[Element]:
    yield _line("")
    head = [
        _line(_("THỦ TRƯỞNG CƠ QUAN"), bold=True, place="center"),
        _line(_("(ký, ghi rõ họ tên, đóng dấu)"), italic=True, place="center"),
    ]
    yield _side_by_side([_line("")], head)
    yield _line("")


def _side_by_side(left: Sequence[Element], right: Sequence[Element]) -> Element:
    widths = [_ROOM * 2 // 5, _ROOM - _ROOM * 2 // 5]
    cells = [_cell(lines, width) for width, lines in zip(widths, (left, right), strict=True)]
    return _make("tbl", _looks("nil"), _grid(widths), _row(cells))


def _looks(border: str) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [_make(side, {_w("val"): border, _w("sz"): "4", _w("space"): "0"}) for side in sides]
    return _make(
        "tblPr",
        _make("tblW", {_w("w"): str(_ROOM), _w("type"): "dxa"}),
        _make("tblBorders", *borders),
        _make("tblLayout", {_w("type"): "fixed"}),
    )


def _grid(widths: Iterable[int]) -> Element:
    return _make("tblGrid", *(_make("gridCol", {_w("w"): str(width)}) for width in widths))


def _row(cells: Iterable[Element], *, is_head: bool = False) -> Element:
    parts = [_make("cantSplit"), *([_make("tblHeader")] if is_head else [])]
    return _make("tr", _make("trPr", *parts), *cells)


def _cell(lines: Iterable[Element], width: int) -> Element:
    return _make("tc", _make("tcPr", _make("tcW", {_w("w"): str(width), _w("type"): "dxa"})), *lines)


def _line(
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = _SIZE,
    place: str = "left",
    is_text: bool = False,
) -> Element:
    fonts = {_w(kind): "Times New Roman" for kind in ("ascii", "hAnsi", "cs", "eastAsia")}
    marks = [_make(name) for name, is_on in (("b", bold), ("i", italic)) if is_on]
    looks = _make("rPr", _make("rFonts", fonts), *marks, _make("sz", {_w("val"): str(size)}))
    text = _make("t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}, _UNPRINTABLE.sub("", words))
    indent = [_make("ind", {_w("firstLine"): "567"})] if is_text else []
    space = _make("spacing", {_w("before"): "60" if is_text else "0", _w("after"): "60" if is_text else "0"})
    style = _make("pPr", space, *indent, _make("jc", {_w("val"): place}))
    return _make("p", style, _make("r", looks, text))


def _page() -> Element:
    size = {_w("w"): str(_WIDE), _w("h"): str(_HIGH)}
    edges = {"top": _EDGE, "right": _RIGHT_EDGE, "bottom": _EDGE, "left": _LEFT_EDGE, "header": _EDGE // 2,
             "footer": _EDGE // 2, "gutter": 0}  # fmt: skip
    return _make("sectPr", _make("pgSz", size), _make("pgMar", {_w(side): str(width) for side, width in edges.items()}))


def _content_types() -> bytes:
    make = ElementMaker(namespace=f"{_PACKAGE}/content-types", nsmap={None: f"{_PACKAGE}/content-types"})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return _bytes(
        make(
            "Types",
            make("Default", Extension="rels", ContentType=relations),
            make("Default", Extension="xml", ContentType="application/xml"),
            make("Override", PartName="/word/document.xml", ContentType=_MAIN),
        )
    )


def _relations() -> bytes:
    make = ElementMaker(namespace=f"{_PACKAGE}/relationships", nsmap={None: f"{_PACKAGE}/relationships"})
    return _bytes(make("Relationships", make("Relationship", Id="rId1", Type=_DOCUMENT, Target="word/document.xml")))


def _bytes(element: Element) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"

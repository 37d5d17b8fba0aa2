"""A report form as a Word document: what Office Open XML needs and no more, drawn with lxml.

One story of paragraphs and tables; joined cells by `gridSpan` and `vMerge`; the heading is repeated on every page.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, TypeAlias

from django.utils.translation import gettext as _
from lxml import etree
from lxml.builder import ElementMaker

from motcua.oversight.sheets.queries.headings import heading_rows
from motcua.oversight.sheets.queries.paper import MOTTO, NATION, Paper, cells_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_make = ElementMaker(namespace=_W, nsmap={"w": _W})
_LONG, _SHORT, _MARGIN = 16838, 11906, 850
"""A4 in twentieths of a point, lying; 15 mm around."""
_ROOM = _LONG - 2 * _MARGIN
_NUMBER_WIDTH, _SMALL, _SIZE, _LARGE = 480, 16, 22, 26
"""Widths in twentieths of a point, sizes of letters in halves."""
_UNPRINTABLE = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
Element: TypeAlias = Any
"""An element of lxml, which tells mypy nothing."""


def word_of(paper: Paper) -> bytes:
    """The file's content."""
    body = _make("body", *_top(paper), _table(paper), *_foot(paper), _section())
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types())
        archive.writestr("_rels/.rels", _relations())
        archive.writestr("word/document.xml", _bytes(_make("document", body)))
    return content.getvalue()


def _top(paper: Paper) -> Iterator[Element]:
    left = [_line(paper.issuer.above.upper()), _line(paper.issuer.name.upper(), bold=True)]
    right = [_line(NATION, bold=True), _line(MOTTO, bold=True)]
    yield _side_by_side(left, right)
    yield _line("")
    yield _line(_("Biểu số {code} ({law})").format(code=paper.sheet.code, law=paper.sheet.law), italic=True)
    yield _line(paper.sheet.name.upper(), bold=True, size=_LARGE)
    yield _line(paper.bounds.words)
    yield _line(paper.bounds.as_of_words)
    if paper.seal:
        yield _line(paper.seal, italic=True)
    yield _line("")


def _foot(paper: Paper) -> Iterator[Element]:
    for words in (paper.balance_words, paper.sheet.note):
        if words:
            yield _line(words, italic=True, place="both")
    yield _line("")
    maker = [_line(""), _line(_("NGƯỜI LẬP BIỂU"), bold=True), _line(_("(ký, ghi rõ họ tên)"), italic=True)]
    head = [
        _line(paper.place_and_day, italic=True),
        _line(_("THỦ TRƯỞNG CƠ QUAN"), bold=True),
        _line(_("(ký, đóng dấu)"), italic=True),
    ]
    yield _side_by_side(maker, head)
    yield _line("")


def _table(paper: Paper) -> Element:
    widths = _widths(paper)
    table = _make("tbl", _table_style("single"), _grid(widths))
    table.extend(_heads(paper, widths))
    numbers = ["(1)", "(2)", *(f"({column.number})" for column in paper.columns)]
    table.append(_row([_cell([word], width) for word, width in zip(numbers, widths, strict=True)], is_head=True))
    for number, row in enumerate(paper.rows, start=1):
        table.append(_body_row([str(number), row.label, *map(str, cells_of(paper, row))], widths, paper))
    table.append(_body_row(["", paper.total.label, *map(str, cells_of(paper, paper.total))], widths, paper, bold=True))
    return table


def _heads(paper: Paper, widths: Sequence[int]) -> Iterator[Element]:
    """The floors of the heading; a cell that reaches down is begun once and continued below."""
    rows = heading_rows(paper.columns)
    begun = {at: (words, 1, len(rows)) for at, words in enumerate((_("TT"), _("Nội dung")))}
    open_until: dict[int, tuple[int, int]] = {}
    for level, heads in enumerate(rows):
        here = dict(begun) if level == 0 else {}
        here |= {head.at + 2: (head.words, head.columns, head.rows) for head in heads}
        cells, at = [], 0
        while at < len(widths):
            if at in here:
                words, across, down = here[at]
                cells.append(_cell([words], sum(widths[at : at + across]), across, "restart" if down > 1 else ""))
                open_until[at] = (level + down, across)
            else:
                across = open_until[at][1]
                cells.append(_cell([""], sum(widths[at : at + across]), across, "continue"))
            at += across
        yield _row(cells, is_head=True)


def _body_row(words: Sequence[str], widths: Sequence[int], paper: Paper, *, bold: bool = False) -> Element:
    is_words = [False, True, *(bool(column.says) for column in paper.columns)]
    return _row(
        [
            _cell([text], width, bold=bold, place="left" if left else "center")
            for text, width, left in zip(words, widths, is_words, strict=True)
        ]
    )


def _widths(paper: Paper) -> list[int]:
    """The name takes what four columns of numbers do, words two."""
    shares = [4.0, *(2.2 if column.says else 1.0 for column in paper.columns)]
    unit = (_ROOM - _NUMBER_WIDTH) / sum(shares)
    return [_NUMBER_WIDTH, *(int(share * unit) for share in shares)]


def _side_by_side(left: Sequence[Element], right: Sequence[Element]) -> Element:
    widths = [_ROOM // 2, _ROOM - _ROOM // 2]
    cells = [
        _make("tc", _make("tcPr", _width(width)), *lines) for width, lines in zip(widths, (left, right), strict=True)
    ]
    return _make("tbl", _table_style("nil"), _grid(widths), _row(cells))


def _table_style(border: str) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [_make(side, {_w("val"): border, _w("sz"): "4", _w("space"): "0"}) for side in sides]
    margins = [_make(side, {_w("w"): "40", _w("type"): "dxa"}) for side in ("left", "right")]
    return _make(
        "tblPr",
        _make("tblW", {_w("w"): str(_ROOM), _w("type"): "dxa"}),
        _make("tblBorders", *borders),
        _make("tblLayout", {_w("type"): "fixed"}),
        _make("tblCellMar", *margins),
    )


def _grid(widths: Iterable[int]) -> Element:
    return _make("tblGrid", *(_make("gridCol", {_w("w"): str(width)}) for width in widths))


def _row(cells: Iterable[Element], *, is_head: bool = False) -> Element:
    parts = [_make("cantSplit"), *([_make("tblHeader")] if is_head else [])]
    return _make("tr", _make("trPr", *parts), *cells)


def _cell(
    lines: Iterable[str], width: int, across: int = 1, merge: str = "", *, bold: bool = False, place: str = "center"
) -> Element:
    parts = [_width(width)]
    if across > 1:
        parts.append(_make("gridSpan", {_w("val"): str(across)}))
    if merge:
        parts.append(_make("vMerge", {_w("val"): merge}))
    parts.append(_make("vAlign", {_w("val"): "center"}))
    return _make("tc", _make("tcPr", *parts), *(_line(one, bold=bold, size=_SMALL, place=place) for one in lines))


def _width(width: int) -> Element:
    return _make("tcW", {_w("w"): str(width), _w("type"): "dxa"})


def _line(words: str, *, bold: bool = False, italic: bool = False, size: int = _SIZE, place: str = "center") -> Element:
    fonts = {_w(kind): "Times New Roman" for kind in ("ascii", "hAnsi", "cs", "eastAsia")}
    marks = [_make(name) for name, is_on in (("b", bold), ("i", italic)) if is_on]
    looks = _make("rPr", _make("rFonts", fonts), *marks, _make("sz", {_w("val"): str(size)}))
    text = _make("t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}, _printable(words))
    style = _make("pPr", _make("spacing", {_w("before"): "0", _w("after"): "0"}), _make("jc", {_w("val"): place}))
    return _make("p", style, _make("r", looks, text))


def _printable(words: str) -> str:
    """Without signs that XML cannot hold."""
    return _UNPRINTABLE.sub("", words)


def _section() -> Element:
    size = {_w("w"): str(_LONG), _w("h"): str(_SHORT), _w("orient"): "landscape"}
    margins = {_w(side): str(_MARGIN) for side in ("top", "right", "bottom", "left", "header", "footer")}
    return _make("sectPr", _make("pgSz", size), _make("pgMar", margins | {_w("gutter"): "0"}))


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

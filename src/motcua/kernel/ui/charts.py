"""The one door to pygal: bars and lines as SVG that the strict policy, paper and a keyboard take as it is.

pygal gives the geometry; looks come from `css/chart.css`. What it draws passes a list of what is let through, so no
style and no script of its own reaches a page. A chart is kept by its content: drawn once, however often it is shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from lxml import etree

from motcua.kernel.ui.wording import counted

_KEPT, _FONT, _LETTER, _ROW, _MARGIN, _OVER, _UNDER = 128, 13, 7.6, 27, 8, 24, 0.12
_TAGS = {"svg", "g", "path", "rect", "circle", "text", "a", "defs", "pattern"}
_DROPPED = {"background", "tooltip-overlay", "titles"}
_ATTRIBUTES = {"viewBox", "transform", "class", "x", "y", "width", "height", "cx", "cy", "r", "d", "href", "fill",
               "patternUnits"}  # fmt: skip
_WORDS = {"axis", "x", "y", "line", "rect", "dot", "value", "serie-0", "serie-1", "no_data", "hatch"}
_PLACES, _LONG = {"x", "y", "width", "height", "cx", "cy", "d"}, re.compile(r"-?\d+\.\d+")
_SVG = "{http://www.w3.org/2000/svg}"
_NOT_XML = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class Mark:
    """One value, how it is written, and where it leads."""

    value: float | None
    words: str
    url: str = ""


@dataclass(frozen=True)
class Series:
    """What one pattern stands for."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Chart:
    """`kind`: bars (upright), rows (lying) or lines; two series at most, told apart by pattern, not by colour alone.

    `name` is unique in its page. `heights`: guide lines with their words. A value that is not known is written «–».
    """

    name: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: str = "bars"
    span: tuple[float, float] | None = None
    heights: tuple[tuple[float, str], ...] = ((0, ""),)
    width: int = 800
    height: int = 230

    @property
    def svg(self) -> SafeString:
        return _drawn(self)

    @property
    def is_wide(self) -> bool:
        """Whether a phone has to give it more room to keep its numbers legible."""
        return self.room > self.width

    @property
    def longest(self) -> int:
        """Letters of the longest number."""
        return max((len(one.words) for series in self.series for one in series.marks), default=0)

    @property
    def room(self) -> int:
        """Its width, at least what its numbers need beside each other."""
        if self.kind == "rows":
            return self.width
        beside = len(self.series) if self.kind == "bars" else 1
        return max(self.width, round(len(self.labels) * beside * (self.longest * _LETTER + 2 * _MARGIN)))


def mark(value: int | Decimal | None, url: str = "") -> Mark:
    """Written as the reader's language writes figures."""
    return Mark(None if value is None else float(value), counted(value), url)


@lru_cache(maxsize=_KEPT)
def _drawn(chart: Chart) -> SafeString:
    import pygal  # house: import-in-function - 7 MB and a quarter of a second, only where a chart is drawn

    makers = {"bars": pygal.Bar, "rows": pygal.HorizontalBar, "lines": pygal.Line}
    drawing = makers[chart.kind](**_settings(chart, pygal.style.Style))
    turn = -1 if chart.kind == "rows" else 1  # pygal puts the first row at the foot
    drawing.x_labels = [_plain(one) for one in chart.labels[::turn]]
    for number, series in enumerate(chart.series):
        drawing.add("", [_given(chart, number, one) for one in series.marks[::turn]])
    root = drawing.render_tree()
    for group in root.iterfind(".//g[@class='bars']"):
        group[:] = group[::turn]
    _clean(root, chart)
    links = list(root.iter(f"{_SVG}a"))
    for link, words in zip(links, _said(chart), strict=True):
        link.set("aria-label", _plain(words))
    if chart.kind == "lines":
        _part_words(root, chart)
    named = {"class": "chart", "data-kind": chart.kind, "aria-label": _plain(chart.title)}
    root.attrib.update(named | {"role": "group" if links else "img"})
    etree.cleanup_namespaces(root)
    return mark_safe(etree.tostring(root, encoding="unicode"))  # noqa: S308 - written by lxml from what was let through


def _settings(chart: Chart, style: Any) -> dict[str, Any]:
    is_lines, is_rows = chart.kind == "lines", chart.kind == "rows"
    hatch = (f'<pattern xmlns="{_SVG[1:-1]}" id="{chart.name}-hatch" width="6" height="6" '
             'patternUnits="userSpaceOnUse"><path class="hatch" d="M0 6L6 0M-1 1L1 -1M5 7L7 5"/></pattern>'
             )  # fmt: skip
    return {
        "width": chart.room,
        "height": len(chart.labels) * _ROW * len(chart.series) + 4 * _MARGIN if is_rows else chart.height,
        "margin": _MARGIN,
        "margin_top": _OVER if is_lines else _MARGIN,
        "range": _range(chart),
        "y_labels": [{"value": value, "label": words} for value, words in chart.heights],
        "defs": [] if is_lines or len(chart.series) == 1 else [hatch],
        "style": style(value_font_size=0 if is_lines else _FONT, label_font_size=_FONT),
        "print_values": True,
        "print_values_position": "top",
        "allow_interruptions": True,
        "no_data_text": "–",
        "show_legend": False,
        "no_prefix": True,
        "explicit_size": False,
        "dots_size": 4.5,
        "truncate_label": 28,
        "js": (),
        "css": (),
    }


def _range(chart: Chart) -> tuple[float, float]:
    """From the least to the greatest, with room for the words under a second line and at the end of a row."""
    values = [one.value for series in chart.series for one in series.marks if one.value is not None]
    low, high = chart.span or (min([0.0, *values]), max([0.0, *values]))
    high = high if high > low else low + 1
    if chart.kind == "rows":
        high = low + (high - low) / (1 - min(chart.longest * _LETTER / chart.width, 0.5))
    if chart.kind == "lines" and len(chart.series) > 1:
        low -= (high - low) * _UNDER
    return low, high


def _given(chart: Chart, number: int, one: Mark) -> dict[str, Any]:
    """A bar that is not known keeps its place on the ground, with «–»; a line is broken there."""
    value = 0 if one.value is None and chart.kind != "lines" else one.value
    given: dict[str, Any] = {"value": value, "formatter": lambda _value: _plain(one.words)}
    if number and chart.kind != "lines":
        given["node"] = {"fill": f"url(#{chart.name}-hatch)"}
    return given | ({"xlink": {"href": _plain(one.url), "target": ""}} if _leads(one) else {})


def _said(chart: Chart) -> Iterator[str]:
    """What the links say: month, series, value; in the order in which they are drawn."""
    for series in chart.series:
        for label, one in zip(chart.labels, series.marks, strict=True):
            if _leads(one) and not (one.value is None and chart.kind == "lines"):
                yield f"{label}, {series.name}: {one.words}" if series.name else f"{label}: {one.words}"


def _leads(one: Mark) -> bool:
    return one.url.startswith(("/", "?"))


def _clean(root: Any, chart: Chart) -> None:
    """Lets through what is listed, with places of one decimal; a guide line stands at values only."""
    if chart.kind != "rows":
        for one in root.xpath("//g[contains(@class, 'axis x')]//path"):
            one.getparent().remove(one)
    for one in list(root.iter()):
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        classes = one.get("class", "").split() if name else []
        is_empty = name == "text" and not one.text
        if name not in _TAGS or is_empty or _DROPPED & set(classes):
            one.getparent().remove(one)
            continue
        one.tag = _SVG + name
        given = {**one.attrib, "href": one.get(_LINK), "class": " ".join(word for word in classes if word in _WORDS)}
        kept = {key: _short(key, value) for key, value in given.items() if value and key in _ATTRIBUTES}
        kept |= {"id": one.get("id")} if name == "pattern" else {}
        one.attrib.clear()
        one.attrib.update(kept)
    for one in reversed(list(root.iter(f"{_SVG}g", f"{_SVG}defs"))):
        if not len(one):
            one.getparent().remove(one)


def _part_words(root: Any, chart: Chart) -> None:
    """The lesser of two values is written below its dot, so that words do not cross where lines do."""
    known = [(one.value, at) for series in chart.series for at, one in enumerate(series.marks) if one.value is not None]
    texts = root.findall(f".//{_SVG}text[@class='value']")
    taken: set[int] = set()
    for text, (_value, at) in sorted(zip(texts, known, strict=True), key=lambda one: -one[1][0]):
        if at in taken:
            text.set("class", "value below")
        taken.add(at)


def _short(name: str, value: str) -> str:
    return _LONG.sub(lambda found: f"{round(float(found[0]), 1):g}", value) if name in _PLACES else value


def _plain(text: str) -> str:
    """Without what no XML may hold."""
    return _NOT_XML.sub("", text)

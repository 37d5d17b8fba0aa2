"""Masks what belongs to a page and not to its words: tags, character references, quotes and a bullet in front."""

import html
import re

_BREAKING = "p|div|br|li|ul|ol|tr|td|th|table|tbody|thead|h[1-6]"
_INLINE = "b|i|u|a|em|strong|span|font|sup|sub|small|label|body|html"
_TAG = re.compile(rf"</?(?:(?P<breaking>{_BREAKING})|{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_FRONT = re.compile(r"^(?:\s*[\"'“”‘«*•·●▪➢✓]|\s*[-–—+](?=\s|[^\W\d_]))+")
_BEHIND = re.compile(r"[\"'”’»\s]+$")
_NOTHING = "\u200b"
_FAR = 302
_WRAPPED = re.compile(rf"(?<=,)\s+|\n(?=[\s{_NOTHING}]{{0,300}}[^\W\d_])")
"""A break behind a comma or before a small letter wraps a line, it ends none."""
_NUMBER = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\w)|(?:\d{1,2}|[a-zđ])\.\s+(?=[^\W\d_]))")


def unmarked(text: str) -> str:
    """The text with spaces and invisible signs in place of its markup, so that every word keeps its place."""
    if "<" in text:
        text = _TAG.sub(_tag, text)
        text = _WRAPPED.sub(_unwrapped, text)
    if "&" in text:
        text = _REFERENCE.sub(_reference, text)
    if text[:1].isalnum():
        return text
    front = _FRONT.match(text)
    if front and text[: front.end()].strip(" \t") in {'"', "“", "‘", "«", "'"}:
        text = _BEHIND.sub(_spaces, text)
    return _FRONT.sub(_spaces, text)


def unnumbered(text: str) -> str:
    """The text without «1.», «a)», «(2)» in front; «1. triệu» is a figure."""
    found = _NUMBER.match(text)
    is_number = found is not None and (")" in found[0] or not text[found.end()].islower())
    return _NUMBER.sub(_spaces, text) if is_number else text


def _unwrapped(found: re.Match[str]) -> str:
    behind = found.string[found.end() : found.end() + _FAR].lstrip(f"\n {_NOTHING}")[:1]
    is_behind_comma = found.string[found.start() - 1] == ","
    return found[0].replace("\n", " ") if is_behind_comma or behind.islower() else found[0]


def _tag(found: re.Match[str]) -> str:
    """A row or a paragraph ends a line; «<b>» parts no word."""
    return ("\n" if found["breaking"] else _NOTHING) + _NOTHING * (len(found[0]) - 1)


def _reference(found: re.Match[str]) -> str:
    sign = html.unescape(found[0])
    return sign + _NOTHING * (len(found[0]) - 1) if len(sign) == 1 else found[0]


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])

"""Texts that users read: Vietnamese, wrapped for translation, whole sentences (docs/house.md §7, §10.15)."""

import ast
import re
from collections.abc import Iterator

from tools.lint.source import Fault, Source, called, rule

MARKERS = {"mark", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "npgettext", "_"}
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_ENGLISH = re.compile(
    r"\b(the|is|are|not|of|and|with|please|invalid|required|error|must|cannot|your|you|failed)\b", re.I
)
_TELLING_ROOMS = {"pages", "models", "errors", "permissions", "actions", "subscribers", "public", "templatetags"}
_PROPER_NAMES = re.compile(r"Một Cửa|Tiếng Việt|Việt Nam")
_TAGS = re.compile(
    r"\{%-?\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->"
    r"|\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}|\{%.*?%\}|\{\{.*?\}\}",
    re.S,
)
_INLINE = (
    (re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.I), "a script in the page: put it in a file of static/"),
    (re.compile(r"<style\b", re.I), "a style in the page: put it in the component's CSS"),
    (re.compile(r"<[^>]*\sstyle\s*=", re.I), "a style attribute: the policy forbids it; use a class"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.I), "an event attribute: behaviour stands in a file of static/"),
    (re.compile(r"javascript:", re.I), "a javascript: address"),
)


@rule("english-text")
def english_text(source: Source) -> Iterator[Fault]:
    """What is marked for translation is Vietnamese; English is a translation of it."""
    for call, text in _marked(source):
        if _ENGLISH.search(text) and not _VIETNAMESE.search(text):
            yield Fault(call.lineno, f"English source text: «{text[:60]}»")


@rule("built-text")
def built_text(source: Source) -> Iterator[Fault]:
    """A text is marked whole, with named parameters: pieces cannot be translated."""
    if not source.is_product:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) in MARKERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.JoinedStr | ast.BinOp) or (
                isinstance(first, ast.Call) and called(first) == "format"
            ):
                yield Fault(node.lineno, "a marked text built from pieces: mark the whole with {named} parameters")


@rule("empty-error")
def empty_error(source: Source) -> Iterator[Fault]:
    """An error says what happened, why and what to do; never only «Lỗi»."""
    for call, text in _marked(source):
        if text.strip(" .!:").lower() in {"lỗi", "có lỗi", "có lỗi xảy ra", "đã xảy ra lỗi", "không hợp lệ"}:
            yield Fault(call.lineno, f"«{text}» tells nothing: say what happened, why, what to do")


@rule("unmarked-text")
def unmarked_text(source: Source) -> Iterator[Fault]:
    """Vietnamese in the rooms that speak to people is marked for translation; rules may read Vietnamese texts."""
    if not source.is_product or source.room not in _TELLING_ROOMS or source.floor == "kernel":
        return
    silent = _docstrings(source.tree) | {
        id(inner)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and called(node) in MARKERS
        for inner in ast.walk(node)
    }
    for node in ast.walk(source.tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
        if is_text and _speaks_vietnamese(node.value):
            yield Fault(node.lineno, f"unmarked text: «{node.value.strip()[:60]}»")


@rule("template-text")
def template_text(source: Source) -> Iterator[Fault]:
    """Vietnamese in a template stands in `{% translate %}` or `{% blocktranslate %}`."""
    if not source.is_template or not source.parts or source.is_test:
        return
    bare = _TAGS.sub(lambda found: "\n" * found.group().count("\n"), source.text)
    for number, line in enumerate(bare.splitlines(), start=1):
        if _speaks_vietnamese(line):
            yield Fault(number, f"text without translate: «{line.strip()[:60]}»")


@rule("inline-behaviour")
def inline_behaviour(source: Source) -> Iterator[Fault]:
    """No script, style, style attribute or event attribute in a page: the policy would refuse it."""
    if not source.is_template:
        return
    text = re.sub(r"\{#.*?#\}", "", source.text)
    for pattern, why in _INLINE:
        for found in pattern.finditer(text):
            yield Fault(text.count("\n", 0, found.start()) + 1, why)


def _marked(source: Source) -> Iterator[tuple[ast.Call, str]]:
    if not source.is_product:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) in MARKERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node, first.value


def _speaks_vietnamese(text: str) -> bool:
    bare = _PROPER_NAMES.sub("", text)
    return bool(_VIETNAMESE.search(bare)) and bare.strip() != "đ"


def _docstrings(tree: ast.AST) -> set[int]:
    """Strings that stand as statements: docstrings of modules, classes, functions and values."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}

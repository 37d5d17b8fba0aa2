"""The catalogue of translations, without the gettext programs: ``python -m tools.messages`` brings it up to date.

Texts are taken from Python by Babel (calls of gettext and of `kernel.texts.mark`), from Django's templates by their
tokens, and from our own process drawings (the simulator's are content): names of steps and of the flows that answer
them. Vietnamese is the source; `src/motcua/roof/locale/en` holds the English.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import block_re, constant_re, endblock_re, inline_re, plural_re

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "motcua"
CATALOGUE = SOURCES / "roof" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {
    "mark": None,
    "mark_counted": (1, 1),
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_SKIPPED = {"tests", "migrations"}
_DRAWN = re.compile(r'<(?:\w+:)?(?:userTask|sequenceFlow)\b[^>]*?\sname="([^"]+)"')
_HEADER = """# English for Một Cửa. The source texts are Vietnamese; `make messages` keeps this file in step with them.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Text = str | tuple[str, str]
Marked = tuple[int, Any, list[str], str | None]
"""Line, text, comments for the translator, context."""


def main() -> int:
    """Update the English catalogue; say how much of it is missing."""
    known = read_catalogue()
    known.update(extracted(), no_fuzzy_matching=True)
    known.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        file.write(_HEADER.encode())
        write_po(file, known, width=120, sort_output=True, include_lineno=False, omit_header=True)
    print(f"{len(known)} texts, {len(missing(known))} without English: {CATALOGUE.relative_to(ROOT)}")
    return 0


def read_catalogue() -> Catalog:
    """The English catalogue as it is kept, or an empty one."""
    if not CATALOGUE.exists():
        return Catalog(locale="en", domain="django", project="motcua", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def extracted(folder: Path = SOURCES) -> Catalog:
    """Every text that the sources mark."""
    found = Catalog(domain="django", project="motcua", charset="utf-8")
    for path in sorted(folder.rglob("*")):
        if path.suffix in _READERS and not _SKIPPED & set(path.parts):
            place = path.relative_to(folder.parent).as_posix()
            for line, text, comments, context in _READERS[path.suffix](path):
                found.add(text, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def missing(catalogue: Catalog) -> list[str]:
    """The source texts of a catalogue that have no translation, or had it as another text (a singular, no plural)."""
    return [str(one.id) for one in catalogue if one.id and (one.fuzzy or not _is_translated(one.string))]


def texts_of_template(source: str) -> Iterator[tuple[int, Text, str | None]]:
    """Line, text (two for a plural) and context of each translatable text in a Django template."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        if inline := inline_re.match(token.contents):
            yield token.lineno, _whole(inline[1]), _unquoted(inline[3])
        elif block := block_re.match(token.contents):
            yield token.lineno, _block_text(tokens, is_trimmed=" trimmed" in token.contents), _unquoted(block[2])
        else:
            for constant in constant_re.findall(token.contents):
                yield token.lineno, _whole(constant), None


def _block_text(tokens: Iterable[Token], *, is_trimmed: bool) -> Text:
    """The text up to the end of a blocktranslate, variables as ``%(name)s``."""
    single: list[str] = []
    plural: list[str] | None = None
    for token in tokens:
        if token.token_type is TokenType.BLOCK and endblock_re.match(token.contents):
            break
        if token.token_type is TokenType.BLOCK and plural_re.match(token.contents):
            plural = []
        elif token.token_type is TokenType.VAR:
            (single if plural is None else plural).append(f"%({token.contents})s")
        else:
            (single if plural is None else plural).append(token.contents.replace("%", "%%"))
    shape = trim_whitespace if is_trimmed else str
    first = shape("".join(single))
    return first if plural is None else (first, shape("".join(plural)))


def _whole(quoted: str) -> str:
    """The key under which Django looks a constant up."""
    return quoted[1:-1].replace("%", "%%")


def _unquoted(context: str | None) -> str | None:
    return context[1:-1] if context else None


def _of_python(path: Path) -> Iterable[Marked]:
    return extract_from_file("python", path, KEYWORDS, ["Translators:"])


def _of_template(path: Path) -> Iterable[Marked]:
    found = texts_of_template(path.read_text(encoding="utf-8"))
    return ((line, text, [], context) for line, text, context in found)


def _of_drawing(path: Path) -> Iterable[Marked]:
    names = [] if "simulator" in path.parts else _DRAWN.findall(path.read_text(encoding="utf-8"))
    return ((1, unescape(name), [], None) for name in names)


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


_READERS = {".py": _of_python, ".html": _of_template, ".bpmn": _of_drawing}

if __name__ == "__main__":
    sys.exit(main())

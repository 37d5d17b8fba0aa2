"""A report as it is written: sections of lines, lines of pieces, a piece with a figure knows where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Piece:
    """Words; with an address where they are a figure."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph, or an item of a list."""

    pieces: tuple[Piece, ...]
    is_item: bool = False

    @property
    def words(self) -> str:
        """As read aloud."""
        return "".join(piece.words for piece in self.pieces)


@dataclass
class Section:
    """A heading of level 2 or 3 with its lines."""

    title: str
    level: int = 2
    lines: list[Line] = field(default_factory=list)

    def say(self, text: str, *, is_item: bool = False, **figures: Piece | str) -> None:
        """Add a line: `text` with {names} of figures, each of which keeps its address."""
        self.lines.append(Line(tuple(filled(text, figures)), is_item))


@dataclass(frozen=True)
class Sheet:
    """A table of the annex: the last row is the total."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Paper:
    """The whole report."""

    above: str
    issuer: str
    place_and_day: str
    title: str
    subtitle: str
    sections: Sequence[Section]
    sheet: Sheet | None


def filled(text: str, figures: dict[str, Piece | str]) -> list[Piece]:
    """`text` cut at its {names}, each replaced by its piece."""
    pieces, rest = [], text
    while "{" in rest:
        before, _brace, after = rest.partition("{")
        name, _brace, rest = after.partition("}")
        given = figures[name]
        pieces += [Piece(before), given if isinstance(given, Piece) else Piece(given)]
    pieces.append(Piece(rest))
    return [piece for piece in pieces if piece.words]

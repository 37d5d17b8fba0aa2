"""What the special cards are made of, as written in files. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.kernel.texts.fold import fold


@dataclass(frozen=True)
class Part:
    """One ratio of a card: an indicator of the house, or a count of a register; neither: nothing tells it yet."""

    name: str
    indicator: str = ""
    register: str = ""
    count: str = ""


@dataclass(frozen=True)
class Line:
    """A «không» or the «có»: what it says, and the ratios it is measured by, the first one first."""

    code: str
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Subject:
    """What provinces promise in words of their own: a name that has all of `has` and none of `lacks` speaks of it."""

    code: str
    name: str
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()

    def is_meant(self, name: str) -> bool:
        """Whether a target of this name is about it; signs and capitals do not matter."""
        said = fold(name)
        return all(fold(word) in said for word in self.has) and not any(fold(word) in said for word in self.lacks)


def lines_of(content: Mapping[str, Any]) -> tuple[Line, ...]:
    """The five lines of a file."""
    return tuple(Line(row["code"], row["name"], tuple(Part(**part) for part in row["part"])) for row in content["line"])


def subjects_of(content: Mapping[str, Any]) -> tuple[Subject, ...]:
    """The subjects of a file."""
    return tuple(
        Subject(row["code"], row["name"], tuple(row["has"]), tuple(row.get("lacks", ()))) for row in content["subject"]
    )

"""One file as the rules see it, and the register of the rules."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

_WAIVER = re.compile(r"(?:#|\{#|//|/\*) house: ([a-z-]+) - \S")
_FILE_WAIVER = re.compile(r"(?:#|\{#|//|/\*) house-file: ([a-z-]+) - \S")
_WHOLE_FLOORS = {"roof", "simulator"}


@dataclass(frozen=True)
class Fault:
    """What is wrong on which line (1 is the first)."""

    line: int
    text: str


@dataclass(frozen=True)
class Source:
    """A file: its path from the repository's root, and its text."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The text by lines."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return ast.parse(self.text)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The path below ``src/motcua``; empty for other files."""
        whole = PurePosixPath(self.path).parts
        return whole[2:] if whole[:2] == ("src", "motcua") else ()

    @property
    def floor(self) -> str:
        """``registry``, ``kernel``, …; empty outside the package."""
        return self.parts[0] if len(self.parts) > 1 else ""

    @property
    def module(self) -> str:
        """``registry/places``; empty for floors that have no modules."""
        return "/".join(self.parts[:2]) if len(self.parts) > 2 and self.floor not in _WHOLE_FLOORS else ""

    @property
    def room(self) -> str:
        """``actions`` for ``actions.py`` and ``actions/supplement.py``; empty outside a module."""
        return self.parts[2].removesuffix(".py") if self.module else ""

    @property
    def is_python(self) -> bool:
        return self.path.endswith(".py")

    @property
    def is_template(self) -> bool:
        return self.path.endswith(".html")

    @property
    def is_test(self) -> bool:
        return "tests" in PurePosixPath(self.path).parts or self.path == "conftest.py"

    @property
    def is_migration(self) -> bool:
        return "migrations" in PurePosixPath(self.path).parts

    @property
    def is_product(self) -> bool:
        """Python that runs at the customer's, written by hand."""
        return self.is_python and bool(self.parts) and not self.is_test and not self.is_migration

    def waives(self, rule: str, line: int) -> bool:
        """Whether the line, or the file, says why the rule does not hold here."""
        here = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return rule in _WAIVER.findall(here) or rule in self._file_waivers

    @cached_property
    def _file_waivers(self) -> set[str]:
        return set(_FILE_WAIVER.findall(self.text))


Rule = Callable[[Source], Iterator[Fault]]
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule; its docstring says what it asks for."""

    def register(check: Rule) -> Rule:
        RULES[name] = check
        return check

    return register


def faults_in(source: Source) -> Iterator[tuple[str, Fault]]:
    """Every fault of one file with the name of its rule, without those that are waived."""
    for name, check in RULES.items():
        for fault in check(source):
            if not source.waives(name, fault.line):
                yield name, fault


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods in a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(node: ast.Call) -> str:
    """The name that a call uses last: ``atomic`` in ``transaction.atomic()``."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""

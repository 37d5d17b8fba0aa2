"""Where things lie and what they are called (docs/house.md §3, §6)."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lint.source import Fault, Source, functions, rule

ROOMS = frozenset(
    "__init__ apps admin pages templatetags public subscribers jobs management actions queries adapters models "  # noqa: SIM905
    "gateway events rules permissions errors migrations tests templates static locale".split()
)
SHAPELESS = re.compile(r"^(utils?|helpers?|managers?|services?|misc|common|base|part_?\d+|\w+_(utils|helpers?))$")
ABBREVIATIONS = frozenset("tthc pakn hs hstthc cb cbcc dvc dvctt qd tt".split())  # noqa: SIM905
_WORD = re.compile(r"[a-z]+")


@rule("room")
def room(source: Source) -> Iterator[Fault]:
    """A module has the rooms of the closed list and no others."""
    if source.module and source.floor != "kernel" and source.room not in ROOMS:
        yield Fault(1, f"«{source.room}» is no room of a module: see docs/house.md §3")


@rule("shapeless-name")
def shapeless_name(source: Source) -> Iterator[Fault]:
    """No `utils.py`, `helpers.py`, `managers.py`, `services.py`, `misc`, `base`, `part2`: a noun names a file."""
    path = PurePosixPath(source.path)
    for name in (*path.parent.parts, path.stem):
        if source.is_python and SHAPELESS.match(name):
            yield Fault(1, f"«{name}» says nothing: name it by what it holds")


@rule("package-docstring")
def package_docstring(source: Source) -> Iterator[Fault]:
    """The `__init__.py` of a floor or module says in one sentence what it is, and holds nothing else."""
    if not source.is_product or not source.path.endswith("/__init__.py") or len(source.parts) > 3:
        return
    if ast.get_docstring(source.tree) is None:
        yield Fault(1, "say in one sentence what this package is")
    elif len(source.tree.body) > 1:
        yield Fault(
            source.tree.body[1].lineno, "a package's __init__.py holds its sentence only; the door is public.py"
        )


@rule("abbreviation")
def abbreviation(source: Source) -> Iterator[Fault]:
    """No Vietnamese abbreviations in code: English words of the field, names of standards apart."""
    if not source.is_product:
        return
    for node in ast.walk(source.tree):
        for name in _bound(node):
            if ABBREVIATIONS & set(_WORD.findall(name.lower())):
                yield Fault(
                    getattr(node, "lineno", 1), f"«{name}» abbreviates Vietnamese: use the word of the glossary"
                )


@rule("import-in-function")
def import_in_function(source: Source) -> Iterator[Fault]:
    """Imports stand at the top: one inside a function hides a circle."""
    if not source.is_product or source.floor == "roof" or source.room in {"apps"} or source.path.endswith("/apps.py"):
        return
    for function in functions(source.tree):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield Fault(node.lineno, f"import in {function.name}: move it to the top")


def _bound(node: ast.AST) -> Iterator[str]:
    """Names that a node gives."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id

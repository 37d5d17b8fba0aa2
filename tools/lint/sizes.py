"""Sizes that refuse (docs/house.md §6). A file that reaches its limit is split by verb group or sub-noun."""

import ast
from collections.abc import Iterator

from tools.lint.source import Fault, Source, functions, rule

FILE_LINES, TEST_FILE_LINES, TEMPLATE_LINES, FUNCTION_LINES = 400, 500, 150, 40
POSITIONAL_ARGUMENTS, DOOR_NAMES = 6, 30


@rule("file-size")
def file_size(source: Source) -> Iterator[Fault]:
    """A Python file has at most 400 lines, a test file 500, a template 150."""
    if source.is_migration or not (source.is_python or source.is_template):
        return
    most = TEMPLATE_LINES if source.is_template else TEST_FILE_LINES if source.is_test else FILE_LINES
    if len(source.lines) > most:
        yield Fault(1, f"{len(source.lines)} lines, at most {most}: split it by verb group or sub-noun")


@rule("function-size")
def function_size(source: Source) -> Iterator[Fault]:
    """A function has at most 40 lines, its docstring apart; a journey of a test may be longer."""
    if not source.is_python or source.is_migration or source.is_test:
        return
    for function in functions(source.tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1 - _docstring_lines(function)
        if lines > FUNCTION_LINES:
            yield Fault(function.lineno, f"{function.name} has {lines} lines, at most {FUNCTION_LINES}")


@rule("positional-arguments")
def positional_arguments(source: Source) -> Iterator[Fault]:
    """At most 6 arguments by position; the rest is keyword-only."""
    if not source.is_product:
        return
    for function in functions(source.tree):
        number = len(function.args.posonlyargs) + len(function.args.args)
        if number > POSITIONAL_ARGUMENTS:
            yield Fault(function.lineno, f"{function.name} takes {number} by position, at most {POSITIONAL_ARGUMENTS}")


@rule("door-size")
def door_size(source: Source) -> Iterator[Fault]:
    """`public.py` offers at most 30 names."""
    if source.room != "public" or not source.is_product:
        return
    names = {name for node in source.tree.body for name in _names(node) if not name.startswith("_")}
    if len(names) > DOOR_NAMES:
        yield Fault(1, f"the door offers {len(names)} names, at most {DOOR_NAMES}")


def _docstring_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(function, clean=False) is None:
        return 0
    first = function.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def _names(node: ast.stmt) -> Iterator[str]:
    """What a statement of a door gives away: its own names, and those it takes from inside the house."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("motcua.") and "kernel" not in node.module:
        yield from (alias.asname or alias.name for alias in node.names)

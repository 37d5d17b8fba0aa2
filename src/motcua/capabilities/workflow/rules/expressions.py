"""Conditions on flows: comparisons of variables with constants, joined by and, or, not. They can call nothing."""

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache

from simpleeval import EvalWithCompoundTypes, NameNotDefined

from motcua.capabilities.workflow.errors import BranchNotDecided
from motcua.capabilities.workflow.rules.model import OUTCOME
from motcua.kernel.texts.mark import mark

Variables = Mapping[str, str | int | bool | None]
MAX_LENGTH = 500
MAX_NODES = 120
_CONSTANTS = {"true": True, "false": False, "null": None}
_OPERATORS: dict[type[ast.AST], Callable[..., object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
    ast.GtE: operator.ge,
    ast.LtE: operator.le,
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.In: lambda item, items: item in items,
    ast.NotIn: lambda item, items: item not in items,
}
_ALLOWED = (
    *_OPERATORS,
    *(ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Compare),
    *(ast.Name, ast.Load, ast.Constant, ast.Tuple, ast.List),
)


class ExpressionRefused(ValueError):
    """The text is no condition we evaluate."""


@lru_cache(maxsize=2000)
def parse(condition: str) -> ast.expr:
    """The tree of a condition, or `ExpressionRefused`. ``${…}`` around it, as other engines write, is taken off."""
    text = condition.strip()
    if text.startswith("${") and text.endswith("}"):
        text = text[2:-1].strip()
    if len(text) > MAX_LENGTH:
        raise ExpressionRefused(condition)
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionRefused(condition) from None
    nodes = list(ast.walk(tree))
    if len(nodes) > MAX_NODES or not all(map(_is_allowed, nodes)):
        raise ExpressionRefused(condition)
    return tree.body


def names_in(condition: str) -> frozenset[str]:
    """The variables a condition reads."""
    names = {node.id for node in ast.walk(parse(condition)) if isinstance(node, ast.Name)}
    return frozenset(names - set(_CONSTANTS))


def outcomes_in(condition: str) -> tuple[str, ...]:
    """The outcome codes a condition compares with, in order: ``outcome == 'agree' or outcome in ('a', 'b')``."""
    found: dict[str, None] = {}
    for node in ast.walk(parse(condition)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Name) and side.id == OUTCOME for side in sides):
                found.update(dict.fromkeys(_texts(sides)))
    return tuple(found)


def holds(condition: str, variables: Variables) -> bool:
    """Whether the condition is true; `BranchNotDecided` when a variable is missing or of another kind."""
    evaluator = EvalWithCompoundTypes(operators=_OPERATORS, functions={}, names={**_CONSTANTS, **variables})
    try:
        return bool(evaluator.eval(condition, previously_parsed=parse(condition)))
    except NameNotDefined:
        raise BranchNotDecided(condition=condition, reason=mark("thiếu giá trị")) from None
    except TypeError:
        raise BranchNotDecided(condition=condition, reason=mark("giá trị khác kiểu")) from None


def _is_allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return node.value is None or isinstance(node.value, str | int | float | bool)
    return isinstance(node, _ALLOWED)


def _texts(sides: list[ast.expr]) -> list[str]:
    constants = [node for side in sides for node in ast.walk(side) if isinstance(node, ast.Constant)]
    return [node.value for node in constants if isinstance(node.value, str)]

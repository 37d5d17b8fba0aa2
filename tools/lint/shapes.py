"""The shapes of actions, pages, rules and tests (docs/house.md §4, §10)."""

import ast
from collections.abc import Iterator

from tools.lint.source import Fault, Source, called, functions, rule

_OUTSIDE = {"render_pdf", "send_mail", "send_messages", "urlopen"}
_STATE_FIELDS = {"status", "state"}
_LOCKED_ROOMS = {"rules", "actions", "queries", "models", "subscribers", "jobs", "public", "events", "errors"}


def is_action(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it wears ``@transaction.atomic(durable=True)``."""
    return any(_is_atomic(worn) and _is_durable(worn) for worn in function.decorator_list)


@rule("action-shape")
def action_shape(source: Source) -> Iterator[Fault]:
    """An action is `@transaction.atomic(durable=True)`; one that records is given its moment, keyword-only `at`."""
    if source.room != "actions" or not source.is_product:
        return
    for function in functions(source.tree):
        worn = [each for each in function.decorator_list if _is_atomic(each)]
        if worn and not is_action(function):
            yield Fault(function.lineno, f"{function.name}: an action's transaction is durable=True")
        elif worn and _records(function) and "at" not in {argument.arg for argument in function.args.kwonlyargs}:
            yield Fault(function.lineno, f"{function.name}: an action is given its moment, keyword-only `at`")


@rule("action-in-action")
def action_in_action(source: Source) -> Iterator[Fault]:
    """An action never calls an action of the same file; a step of a lower module is meant for that."""
    if source.room != "actions" or not source.is_product:
        return
    actions = {function.name: function for function in functions(source.tree) if is_action(function)}
    for function in actions.values():
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in actions:
                yield Fault(node.lineno, f"{function.name} calls the action {node.func.id}")


@rule("work-in-transaction")
def work_in_transaction(source: Source) -> Iterator[Fault]:
    """Network, PDF and mail never inside a transaction: no action makes them."""
    if source.room != "actions" or not source.is_product:
        return
    for action in (function for function in functions(source.tree) if is_action(function)):
        for node in ast.walk(action):
            if isinstance(node, ast.Call) and called(node) in _OUTSIDE:
                yield Fault(node.lineno, f"{called(node)} in {action.name}: let a subscriber do it after the commit")


@rule("page-writes")
def page_writes(source: Source) -> Iterator[Fault]:
    """A page opens no transaction, saves nothing and asks the database nothing."""
    if source.room != "pages" or not source.is_product:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "atomic"}:
            yield Fault(node.lineno, f"«.{node.attr}» in a page: queries.py reads, actions.py writes")
        elif isinstance(node, ast.Call) and called(node) in {"save", "delete", "bulk_create"} and _is_method(node):
            yield Fault(node.lineno, f"«.{called(node)}()» in a page: call an action")


@rule("state-outside-action")
def state_outside_action(source: Source) -> Iterator[Fault]:
    """`x.status = …` stands in an action only."""
    if not source.is_product or not source.module or source.floor == "kernel" or source.room == "actions":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in _STATE_FIELDS:
            yield Fault(node.lineno, f"«.{node.attr} =» outside an action")


@rule("settings-in-domain")
def settings_in_domain(source: Source) -> Iterator[Fault]:
    """Settings and the environment are read by kernel, roof, pages and adapters; a domain value is a dated row."""
    if not source.is_product or source.room not in _LOCKED_ROOMS or source.floor == "kernel":
        return
    for node in ast.walk(source.tree):
        is_import = isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module == "django.conf")
        if is_import and {"settings", "os"} & {alias.name for alias in node.names}:
            yield Fault(node.lineno, "a setting read in domain code")


@rule("query-in-property")
def query_in_property(source: Source) -> Iterator[Fault]:
    """A property never queries: nobody expects a dot to ask the database."""
    if source.room != "models" or not source.is_product:
        return
    for function in functions(source.tree):
        if any(isinstance(worn, ast.Name) and worn.id.endswith("property") for worn in function.decorator_list):
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and node.attr == "objects":
                    yield Fault(node.lineno, f"the property {function.name} queries")


@rule("model-field")
def model_field(source: Source) -> Iterator[Fault]:
    """No float columns, no GenericForeignKey, no signals."""
    if not source.is_product:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) in {"FloatField", "GenericForeignKey"}:
            yield Fault(node.lineno, f"{called(node)}: money is integer đồng, a reference names its table")


@rule("honest-test")
def honest_test(source: Source) -> Iterator[Fault]:
    """Tests do not sleep and do not mock our own code."""
    if not source.is_python or not source.is_test or source.path.startswith("tools/"):
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        if ast.unparse(node.func) in {"time.sleep", "sleep"}:
            yield Fault(node.lineno, "a test that sleeps: wait for the thing itself")
        elif called(node) == "wait_for_function":
            yield Fault(node.lineno, "our pages forbid eval: the second look of this fails; wait for an element")
        elif ast.unparse(node.func).startswith(("mock.patch", "mocker.patch")) or called(node) in {"Mock", "MagicMock"}:
            yield Fault(node.lineno, "a mock: use a row, a fake of a gateway, or pass the value in")
        elif ast.unparse(node.func) == "monkeypatch.setattr" and "motcua" in ast.unparse(node):
            yield Fault(node.lineno, "patches our own code: pass the value in")


def _records(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(called(call) in {"record", "record_many"} for call in calls)


def _is_method(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute)


def _is_atomic(worn: ast.expr) -> bool:
    return "atomic" in ast.unparse(worn).split("(")[0].split(".")


def _is_durable(worn: ast.expr) -> bool:
    return isinstance(worn, ast.Call) and any(
        word.arg == "durable" and isinstance(word.value, ast.Constant) and word.value.value is True
        for word in worn.keywords
    )

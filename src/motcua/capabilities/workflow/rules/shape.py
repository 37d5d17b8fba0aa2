"""What can be seen wrong in a drawing without playing it: ends, gateways, conditions, references."""

from collections.abc import Iterable, Iterator

from motcua.capabilities.workflow.errors import BranchNotDecided, Problem
from motcua.capabilities.workflow.rules import outcomes
from motcua.capabilities.workflow.rules.expressions import ExpressionRefused, names_in, parse
from motcua.capabilities.workflow.rules.model import OUTCOME, Flow, Kind, Node, Process
from motcua.kernel.texts.mark import mark

WAYS_OUT = {
    Kind.START: (1, 1, mark("Sự kiện bắt đầu {element} phải có đúng một luồng ra.")),
    Kind.END: (0, 0, mark("Sự kiện kết thúc {element} không được có luồng ra.")),
    Kind.STEP: (1, 1, mark("Bước {element} phải có đúng một luồng ra; muốn rẽ nhánh hãy dùng cổng.")),
    Kind.CHOICE: (1, None, mark("Cổng {element} phải có luồng ra.")),
    Kind.PARALLEL: (1, None, mark("Cổng {element} phải có luồng ra.")),
}


def shape_problems(process: Process) -> list[Problem]:
    """Everything found; later proofs need this to be empty."""
    problems = [*_ends(process), *_ways(process), *_references(process), *_doubles(process)]
    conditions = list(_conditions(process))
    if problems or conditions:
        return problems + conditions
    return [*_loose_nodes(process), *_choices(process)]


def _ends(process: Process) -> Iterator[Problem]:
    if len(process.of_kind(Kind.START)) != 1:
        yield Problem("", mark("Quy trình phải có đúng một sự kiện bắt đầu."))
    if not process.of_kind(Kind.END):
        yield Problem("", mark("Quy trình phải có ít nhất một sự kiện kết thúc."))
    if not process.of_kind(Kind.STEP):
        yield Problem("", mark("Quy trình phải có ít nhất một bước do người làm."))


def _ways(process: Process) -> Iterator[Problem]:
    for node in process.nodes.values():
        least, most, text = WAYS_OUT[node.kind]
        count = len(process.leaving(node.id))
        if count < least or (most is not None and count > most):
            yield _about(node, text)
        if (node.kind == Kind.START) == bool(process.arriving(node.id)):
            start = mark("Sự kiện bắt đầu {element} không được có luồng vào.")
            yield _about(node, start if node.kind == Kind.START else mark("Không có luồng nào đi tới {element}."))


def _references(process: Process) -> Iterator[Problem]:
    steps = {node.id for node in process.of_kind(Kind.STEP)}
    for node in process.nodes.values():
        if node.same_as and node.same_as not in steps:
            text = mark("Bước {element} giao cho người làm bước «{other}», nhưng không có bước đó.")
            yield _about(node, text, other=node.same_as)
        if node.default and node.default not in {flow.id for flow in process.leaving(node.id)}:
            yield _about(node, mark("Luồng mặc định của {element} không xuất phát từ nó."))


def _doubles(process: Process) -> Iterator[Problem]:
    ways = [(flow.source, flow.target) for flow in process.flows.values()]
    for node in process.of_kind(Kind.PARALLEL):
        pairs = [way for way in ways if node.id in way]
        if len(set(pairs)) < len(pairs):
            yield _about(node, mark("Cổng {element} có hai luồng nối cùng một cặp thành phần."))


def _conditions(process: Process) -> Iterator[Problem]:
    for flow in process.flows.values():
        source = process.nodes[flow.source]
        if flow.condition and not _may_have_condition(process, flow):
            text = mark("Luồng «{flow}» ra khỏi {element} không được có điều kiện.")
            yield _about(source, text, flow=flow.name or flow.id)
        elif flow.condition and not _is_readable(flow.condition):
            text = mark(
                "Điều kiện «{condition}» của {element} không hợp lệ: chỉ so sánh tên với hằng, nối bằng and, or, not."
            )
            yield _about(source, text, condition=flow.condition)
        elif not flow.condition and flow.id != source.default and _may_have_condition(process, flow):
            text = mark("Luồng «{flow}» ra khỏi cổng {element} chưa có điều kiện và không phải luồng mặc định.")
            yield _about(source, text, flow=flow.name or flow.id)


def _may_have_condition(process: Process, flow: Flow) -> bool:
    source = process.nodes[flow.source]
    return source.kind == Kind.CHOICE and len(process.leaving(source.id)) > 1 and flow.id != source.default


def _is_readable(condition: str) -> bool:
    try:
        parse(condition)
    except ExpressionRefused:
        return False
    return True


def _loose_nodes(process: Process) -> Iterator[Problem]:
    ahead = {node: [flow.target for flow in process.leaving(node)] for node in process.nodes}
    behind = {node: [flow.source for flow in process.arriving(node)] for node in process.nodes}
    reached = _reachable(ahead, (node.id for node in process.of_kind(Kind.START)))
    ending = _reachable(behind, (node.id for node in process.of_kind(Kind.END)))
    for node in process.nodes.values():
        if node.id not in reached:
            yield _about(node, mark("Không đường nào từ lúc bắt đầu đi tới {element}."))
        elif node.id not in ending:
            yield _about(node, mark("Từ {element} không có đường nào đi tới kết thúc."))
    yield from _idle_loops(process, ahead)


def _idle_loops(process: Process, ahead: dict[str, list[str]]) -> Iterator[Problem]:
    """A circle of gateways alone would turn for ever."""
    idle = {node: [to for to in ahead[node] if process.nodes[to].kind != Kind.STEP] for node in ahead}
    for node in process.of_kind(Kind.CHOICE) + process.of_kind(Kind.PARALLEL):
        if node.id in _reachable(idle, idle[node.id]):
            yield _about(node, mark("Vòng lặp qua cổng {element} không có bước nào do người làm."))
            return


def _reachable(ways: dict[str, list[str]], starts: Iterable[str]) -> set[str]:
    waiting, seen = list(starts), set[str]()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(ways[node])
    return seen


def _choices(process: Process) -> Iterator[Problem]:
    for node in process.of_kind(Kind.CHOICE):
        flows = process.leaving(node.id)
        names = frozenset[str]().union(*(names_in(flow.condition) for flow in flows if flow.condition))
        if OUTCOME in names and not _follows_steps(process, node.id):
            yield _about(node, mark("Cổng {element} rẽ theo kết quả («outcome») nhưng không đứng ngay sau một bước."))
        elif names == {OUTCOME}:
            yield from _uncovered(process, node)
        elif len(flows) > 1 and not node.default:
            yield _about(node, mark("Cổng {element} rẽ theo dữ liệu nên phải có luồng mặc định."))


def _follows_steps(process: Process, choice: str) -> bool:
    """Whether every way back leads to a step through gateways that only merge."""
    waiting, seen = [choice], set[str]()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        for flow in process.arriving(place):
            source = process.nodes[flow.source]
            if source.kind == Kind.CHOICE and len(process.leaving(source.id)) == 1:
                waiting.append(source.id)
            elif source.kind != Kind.STEP:
                return False
    return True


def _uncovered(process: Process, node: Node) -> Iterator[Problem]:
    """Outcomes without a branch and branches without an outcome."""
    try:
        taken = {code: outcomes.flow_taken(process, node.id, code) for code in outcomes.codes_at(process, node.id)}
    except BranchNotDecided:
        yield _about(node, mark("Cổng {element} phải so sánh kết quả («outcome») với chữ, ví dụ outcome == 'agree'."))
        return
    for code, flow in taken.items():
        if flow is None:
            yield _about(node, mark("Cổng {element} không có nhánh cho kết quả «{outcome}»."), outcome=code)
    for flow in process.leaving(node.id):
        if flow not in taken.values():
            text = mark(
                "Nhánh «{flow}» của cổng {element} không bao giờ được chọn; hãy đặt motcua:outcome cho luồng đó."
            )
            yield _about(node, text, flow=flow.name or flow.id)


def _about(node: Node, text: str, **parameters: object) -> Problem:
    return Problem(node.id, text, {"element": node.shown, **parameters})

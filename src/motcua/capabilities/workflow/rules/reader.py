"""From BPMN 2.0 text to a `Process`. What we do not run is a problem that names the element, never passed over.

Our attributes (namespace ``https://motcua.vn/bpmn``) on a step: ``role``, ``unit``, ``allowanceHours`` (working hours),
``moves`` (words), ``assign`` (``same:KEY``: to who did that step); on a flow: ``outcome`` (codes that lead along it).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from motcua.capabilities.workflow.errors import Problem
from motcua.capabilities.workflow.rules.model import Flow, Kind, Node, Process
from motcua.capabilities.workflow.rules.owners import Owners
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
OURS = "{https://motcua.vn/bpmn}"
MAX_BYTES = 2 * 1024 * 1024
MAX_NODES = 200
MAX_ID, MAX_NAME = 80, 200
MAX_HOURS = 10_000

KINDS = {
    "startEvent": Kind.START,
    "endEvent": Kind.END,
    "userTask": Kind.STEP,
    "manualTask": Kind.STEP,
    "task": Kind.STEP,
    "exclusiveGateway": Kind.CHOICE,
    "parallelGateway": Kind.PARALLEL,
}
PAPER = frozenset(
    {
        *("laneSet", "documentation", "extensionElements", "ioSpecification", "property"),
        *("dataObject", "dataObjectReference", "dataStoreReference"),
        *("textAnnotation", "association", "group", "auditing", "monitoring"),
    }
)
"""Drawn for the reader, with no effect on a run."""
INSIDE = PAPER | {"incoming", "outgoing", "dataInputAssociation", "dataOutputAssociation", "rendering"}
INSIDE |= {"potentialOwner", "performer", "humanPerformer", "resourceRole"}
"""What may stand in a node without changing what it does."""
REFUSED = {
    "scriptTask": mark("tác vụ chạy mã"),
    "serviceTask": mark("tác vụ gọi dịch vụ"),
    "sendTask": mark("tác vụ gửi thông điệp"),
    "receiveTask": mark("tác vụ chờ thông điệp"),
    "businessRuleTask": mark("tác vụ chạy bảng quyết định"),
    "callActivity": mark("tác vụ gọi quy trình khác"),
    "subProcess": mark("quy trình con"),
    "adHocSubProcess": mark("quy trình con tự do"),
    "transaction": mark("giao dịch"),
    "inclusiveGateway": mark("cổng bao gồm"),
    "eventBasedGateway": mark("cổng theo sự kiện"),
    "complexGateway": mark("cổng phức hợp"),
    "boundaryEvent": mark("sự kiện gắn vào bước"),
    "intermediateCatchEvent": mark("sự kiện chờ giữa chừng"),
    "intermediateThrowEvent": mark("sự kiện phát giữa chừng"),
}
LOOP = mark("lặp nhiều lượt của")
QUANTITY = mark("số lượt chạy khác 1 của")
EVENT = mark("sự kiện có «{tag}»:")
OTHER = mark("thành phần «{tag}» của")
NOT_RUN = mark("Chưa chạy được {what} {element}: chỉ nhận bước do người làm, cổng rẽ nhánh và cổng song song.")
EXTENSION_NOTE = mark("Phần mở rộng của phần mềm khác tại {element} không được chạy.")


@dataclass(frozen=True)
class Reading:
    """What a file says and what is wrong in it.

    `process` is None when there is none to speak of, `is_whole` false when parts of it could not be taken over, so
    that its paths say nothing.
    """

    process: Process | None
    problems: tuple[Problem, ...]
    is_whole: bool = False


def read(bpmn: str, roles: Mapping[str, str]) -> Reading:
    """Read a file's one process. `roles` are the known roles, code → name as drawn on lanes."""
    root, problem = _parse(bpmn)
    if root is None:
        return Reading(None, (problem,) if problem else ())
    processes = root.findall(f"{BPMN}process")
    if len(processes) > 1:
        processes = [each for each in processes if each.get("isExecutable") == "true"]
    if len(processes) != 1:
        return Reading(None, (Problem("", mark("Tệp phải có đúng một quy trình để chạy (isExecutable=true).")),))
    return _Reader(root, processes[0], roles).reading()


def _parse(bpmn: str) -> "tuple[etree._Element | None, Problem | None]":
    content = bpmn.encode()
    if len(content) > MAX_BYTES:
        return None, Problem("", mark("Tệp quy trình lớn hơn {limit} MB."), {"limit": MAX_BYTES // 1024**2})
    if "<!DOCTYPE" in bpmn:
        return None, Problem("", mark("Tệp quy trình không được có khai báo DOCTYPE."))
    safe = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, safe)
    except etree.XMLSyntaxError as error:
        return None, Problem(
            "", mark("Tệp quy trình không phải XML hợp lệ (dòng {line})."), {"line": error.lineno or 1}
        )
    if root.tag != f"{BPMN}definitions":
        return None, Problem("", mark("Tệp không phải BPMN 2.0: thiếu phần tử «definitions»."))
    return root, None


class _Reader:
    def __init__(self, root: "etree._Element", process: "etree._Element", roles: Mapping[str, str]) -> None:
        self.root, self.process = root, process
        self.owners = Owners(root, process, roles)
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.is_whole = True
        self.nodes: dict[str, Node] = {}
        self.flows: dict[str, Flow] = {}

    def reading(self) -> Reading:
        elements = list(_children(self.process))
        if sum(_tag(element) in KINDS for element in elements) > MAX_NODES:
            text = mark("Quy trình có hơn {limit} bước và cổng; hãy tách nhỏ.")
            return Reading(None, (Problem("", text, {"limit": MAX_NODES}),))
        for element in elements:
            self._take(element)
        self._check_ends()
        process = Process(
            id=self.process.get("id", ""),
            name=_line(self.process.get("name", ""))[:MAX_NAME],
            nodes=self.nodes,
            flows=self.flows,
            notes=tuple(self.notes),
        )
        return Reading(process, tuple(self.problems), self.is_whole)

    def _take(self, element: "etree._Element") -> None:
        tag = _tag(element)
        if tag in PAPER:
            return
        if tag not in KINDS and tag != "sequenceFlow":
            self._refuse(element, REFUSED.get(tag) or OTHER.format(tag=tag))
        elif self._has_good_id(element):
            if tag == "sequenceFlow":
                self._take_flow(element)
            else:
                self._take_node(element, KINDS[tag])

    def _has_good_id(self, element: "etree._Element") -> bool:
        key, shown = element.get("id", ""), _shown(element)
        if not 0 < len(key) <= MAX_ID or any(sign.isspace() for sign in key):
            self._add(key, mark("Mã của thành phần {element} phải có từ 1 đến {limit} ký tự."), shown, limit=MAX_ID)
        elif key in self.nodes or key in self.flows:
            self._add(key, mark("Mã {element} dùng cho hai thành phần."), shown)
        else:
            return True
        self.is_whole = False
        return False

    def _take_flow(self, element: "etree._Element") -> None:
        condition = element.find(f"{BPMN}conditionExpression")
        self.flows[element.get("id", "")] = Flow(
            id=element.get("id", ""),
            name=_line(element.get("name", "")),
            source=element.get("sourceRef", ""),
            target=element.get("targetRef", ""),
            condition="" if condition is None else nfc("".join(condition.itertext())),
            outcome=tuple(element.get(f"{OURS}outcome", "").split()),
        )

    def _take_node(self, element: "etree._Element", kind: Kind) -> None:
        name = _line(element.get("name", ""))
        if len(name) > MAX_NAME:
            self._add(
                element.get("id", ""), mark("Tên của {element} dài hơn {limit} ký tự."), _shown(element), limit=MAX_NAME
            )
        for part in _children(element):
            if (tag := _tag(part)) not in INSIDE:
                self._refuse(element, _inner_kind(tag))
        if _runs_more_than_once(element):
            self._refuse(element, QUANTITY)
        if any(_is_foreign(part) for part in element.iterfind(f"{BPMN}extensionElements/*")):
            self.notes.append(EXTENSION_NOTE.format(element=_shown(element)))
        node = Node(
            id=element.get("id", ""), name=name or element.get("id", ""), kind=kind, default=element.get("default", "")
        )
        self.nodes[node.id] = self._step(element, node) if kind == Kind.STEP else node

    def _step(self, element: "etree._Element", node: Node) -> Node:
        role, problem = self.owners.role_of(element, node)
        if problem:
            self.problems.append(problem)
        return Node(
            id=node.id,
            name=node.name,
            kind=node.kind,
            role=role,
            unit_code=element.get(f"{OURS}unit", "").strip(),
            allowance_hours=self._hours(element, node),
            moves=tuple(element.get(f"{OURS}moves", "").split()),
            same_as=self._same_as(element, node),
        )

    def _hours(self, element: "etree._Element", node: Node) -> Decimal | None:
        text = element.get(f"{OURS}allowanceHours", "").strip()
        if not text:
            return None
        try:
            hours = Decimal(text)
        except InvalidOperation:
            hours = Decimal("NaN")
        if hours.is_finite() and 0 < hours <= MAX_HOURS:
            return hours
        self._add(
            node.id,
            mark("Thời hạn của bước {element} phải là số giờ làm việc lớn hơn 0: «{given}»."),
            node.shown,
            given=text,
        )
        return None

    def _same_as(self, element: "etree._Element", node: Node) -> str:
        text = element.get(f"{OURS}assign", "").strip()
        if not text:
            return ""
        rule, _, key = text.partition(":")
        if rule == "same" and key:
            return key
        self._add(
            node.id,
            mark("Cách giao việc của bước {element} phải có dạng «same:MÃ_BƯỚC», không phải «{given}»."),
            node.shown,
            given=text,
        )
        return ""

    def _check_ends(self) -> None:
        loose = [flow for flow in self.flows.values() if not {flow.source, flow.target} <= set(self.nodes)]
        for flow in loose:
            del self.flows[flow.id]
            if self.is_whole:
                self._add(flow.id, mark("Luồng {element} không nối hai thành phần của quy trình."), f"«{flow.id}»")
        self.is_whole = self.is_whole and not loose

    def _refuse(self, element: "etree._Element", what: str) -> None:
        self.is_whole = False
        self._add(element.get("id", ""), NOT_RUN, _shown(element), what=what)

    def _add(self, key: str, text: str, shown: str, **parameters: object) -> None:
        self.problems.append(Problem(key, text, {"element": shown, **parameters}))


def _inner_kind(tag: str) -> str:
    if tag.endswith("LoopCharacteristics"):
        return LOOP
    return (EVENT if tag.endswith("EventDefinition") else OTHER).format(tag=tag)


def _children(element: "etree._Element") -> "Iterator[etree._Element]":
    return (child for child in element if isinstance(child.tag, str) and child.tag.startswith(BPMN))


def _tag(element: "etree._Element") -> str:
    return str(element.tag).removeprefix(BPMN)


def _line(text: str) -> str:
    return " ".join(nfc(text).split())


def _shown(element: "etree._Element") -> str:
    key, name = element.get("id", ""), _line(element.get("name", ""))[:MAX_NAME]
    return Node(key, name, Kind.STEP).shown


def _is_foreign(element: "etree._Element") -> bool:
    return isinstance(element.tag, str) and not element.tag.startswith((BPMN, OURS))


def _runs_more_than_once(element: "etree._Element") -> bool:
    return any(element.get(name, "1") != "1" for name in ("startQuantity", "completionQuantity"))

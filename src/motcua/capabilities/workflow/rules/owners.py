"""Whose step it is: our own attribute first, then what the standard and its commonest editor offer."""

from collections.abc import Iterator, Mapping

from lxml import etree

from motcua.capabilities.workflow.errors import Problem
from motcua.capabilities.workflow.rules.model import Node
from motcua.kernel.texts.fold import fold, nfc
from motcua.kernel.texts.mark import mark

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
OURS = "{https://motcua.vn/bpmn}"
CAMUNDA = ("{http://camunda.org/schema/1.0/bpmn}", "{http://activiti.org/bpmn}", "{http://flowable.org/bpmn}")
NO_ROLE = mark("Bước {element} chưa có vai trò thực hiện. Hãy chọn một trong: {known}.")
UNKNOWN_ROLE = mark("Vai trò «{text}» của bước {element} không có trong hệ thống. Hãy chọn một trong: {known}.")
SEVERAL_ROLES = mark("Bước {element} có nhiều vai trò («{text}»); mỗi bước chỉ một vai trò.")


class Owners:
    """Finds the role of each step of one file; `roles` is code → Vietnamese name."""

    def __init__(self, root: "etree._Element", process: "etree._Element", roles: Mapping[str, str]) -> None:
        self._codes = {fold(text): code for code, label in roles.items() for text in (label, code)}
        self._known = ", ".join(f"{label} ({code})" for code, label in roles.items())
        self._resources = {each.get("id"): each.get("name", "") for each in root.iterfind(f"{BPMN}resource")}
        self._lanes = {
            nfc(reference.text or ""): lane.get("name", "")
            for lane in process.iter(f"{BPMN}lane")
            for reference in lane.iterfind(f"{BPMN}flowNodeRef")
        }

    def role_of(self, element: "etree._Element", node: Node) -> tuple[str, Problem | None]:
        """The step's role and no problem, or no role and the problem."""
        text = next(filter(None, self._candidates(element, node)), "")
        shown = {"element": node.shown, "text": text, "known": self._known}
        if not text:
            return "", Problem(node.id, NO_ROLE, shown)
        if code := self._codes.get(fold(text)):
            return code, None
        return "", Problem(node.id, SEVERAL_ROLES if "," in text else UNKNOWN_ROLE, shown)

    def _candidates(self, element: "etree._Element", node: Node) -> Iterator[str]:
        yield _line(element.get(f"{OURS}role", ""))
        for namespace in CAMUNDA:
            yield _line(element.get(f"{namespace}candidateGroups", ""))
        for owner in element.iterfind(f"{BPMN}potentialOwner"):
            yield self._owner(owner)
        yield _line(self._lanes.get(node.id, ""))

    def _owner(self, owner: "etree._Element") -> str:
        expression = owner.find(f"{BPMN}resourceAssignmentExpression")
        if expression is not None:
            return _line("".join(expression.itertext())).removeprefix("group(").removesuffix(")")
        reference = nfc(owner.findtext(f"{BPMN}resourceRef", ""))
        return _line(self._resources.get(reference, ""))


def _line(text: str) -> str:
    return " ".join(nfc(text).split())

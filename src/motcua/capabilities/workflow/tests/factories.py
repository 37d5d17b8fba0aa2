"""Makes drawings, versions, runs."""

from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from motcua.capabilities.workflow.models import Task
from motcua.capabilities.workflow.public import ProcessView, publish_process, start_process
from motcua.kernel import clock

DEFAULT = Path(__file__).with_name("default.bpmn").read_text(encoding="utf-8")
AGENCY = "H14.31"
ROLES = {"receiver": "Tiếp nhận", "head": "Trưởng phòng", "specialist": "Chuyên viên", "leader": "Lãnh đạo"}
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="https://motcua.vn/bpmn"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn">'
)


class Drawing:
    """A process under construction; every call adds one element."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.count = 0

    def add(self, tag: str, key: str, inner: str = "", **attributes: str) -> str:
        named = "".join(f" {name.replace('__', ':')}={quoteattr(value)}" for name, value in attributes.items())
        self.parts.append(f'<{tag} id="{key}"{named}>{inner}</{tag}>')
        return key

    def step(self, key: str, **attributes: str) -> str:
        return self.add("userTask", key, **{"name": key.title(), "motcua__role": "specialist", **attributes})

    def choice(self, key: str, **attributes: str) -> str:
        return self.add("exclusiveGateway", key, **attributes)

    def parallel(self, key: str) -> str:
        return self.add("parallelGateway", key)

    def flow(self, source: str, target: str, condition: str = "", **attributes: str) -> str:
        self.count += 1
        inner = f"<conditionExpression>{escape(condition)}</conditionExpression>" if condition else ""
        key = attributes.pop("id", f"f{self.count}")
        return self.add("sequenceFlow", key, inner, sourceRef=source, targetRef=target, **attributes)

    def line(self, *keys: str) -> "Drawing":
        for source, target in pairwise(keys):
            self.flow(source, target)
        return self

    def ends(self) -> "Drawing":
        self.add("startEvent", "start")
        self.add("endEvent", "end")
        return self

    def text(self, *, before: str = "") -> str:
        return f'{HEAD}{before}<process id="p" isExecutable="true">{"".join(self.parts)}</process></definitions>'


def two_steps() -> Drawing:
    """start → a → b → end."""
    drawing = Drawing().ends()
    drawing.step("a")
    drawing.step("b", motcua__role="leader")
    return drawing.line("start", "a", "b", "end")


def side_by_side() -> Drawing:
    """start → (a ∥ b) → c → again? → end, «again» leading back before the split."""
    drawing = Drawing().ends()
    for key in "abc":
        drawing.step(key)
    drawing.choice("merge")
    drawing.parallel("split")
    drawing.parallel("join")
    drawing.choice("again")
    drawing.line("start", "merge", "split", "a", "join", "c", "again")
    drawing.line("split", "b", "join")
    drawing.flow("again", "merge", "outcome == 'redo'", name="Làm lại")
    drawing.flow("again", "end", "outcome == 'agree'", name="Đồng ý")
    return drawing


def at(day: int = 23, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in November 2026; the 23rd is a Monday."""
    return clock.at(date(2026, 11, day), hour, minute)


def published(bpmn: str = DEFAULT, code: str = "default", valid_from: date = date(2026, 1, 1)) -> ProcessView:
    return publish_process(code, bpmn, valid_from=valid_from, actor="admin", at=at(1))


def started(view: ProcessView, subject: str = "H14.31-261123-0001", agency_code: str = AGENCY, **data: object) -> int:
    return start_process(view.version_id, subject=subject, agency_code=agency_code, data=data, actor="citizen", at=at())


def task(subject: str, key: str) -> Task:
    """The latest task of a subject with this key."""
    return Task.objects.filter(subject=subject, key=key).latest("id")

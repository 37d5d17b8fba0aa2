"""Where a drawing puts its boxes and arrows: the diagram part of a BPMN file, as plain numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from motcua.capabilities.workflow.rules.model import Process

_DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
_WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
_LANE = "{http://www.omg.org/spec/BPMN/20100524/MODEL}lane"
_MARGIN = 12.0


@dataclass(frozen=True)
class Box:
    """A step, an event, a gateway or a lane where it was drawn; `kind` is "lane" for lanes."""

    key: str
    kind: str
    name: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def foot(self) -> float:
        return self.y + self.height

    @property
    def radius(self) -> float:
        return self.width / 2


@dataclass(frozen=True)
class Arrow:
    """A flow and its corners, from source to target; its words stand at (`x`, `y`)."""

    key: str
    name: str
    points: tuple[tuple[float, float], ...]
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """All of it, and the frame that holds it."""

    left: float
    top: float
    width: float
    height: float
    lanes: tuple[Box, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawing_of(bpmn: str, process: Process) -> Drawing | None:
    """What the file draws of a proven process; None where a part of it has no place, or a place that is no number."""
    try:
        return _read(bpmn, process)
    except ValueError:
        return None


def _read(bpmn: str, process: Process) -> Drawing | None:
    root = etree.fromstring(bpmn.encode(), etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True))
    places = {shape.get("bpmnElement", ""): _bounds(shape) for shape in root.iter(f"{_DI}BPMNShape")}
    ways = {edge.get("bpmnElement", ""): edge for edge in root.iter(f"{_DI}BPMNEdge")}
    if not process.nodes.keys() <= places.keys() or not process.flows.keys() <= ways.keys():
        return None
    nodes = process.nodes.values()
    boxes = tuple(Box(node.id, node.kind, _name(node.name, node.id), *places[node.id]) for node in nodes)
    lanes = tuple(
        Box(lane.get("id", ""), "lane", lane.get("name", ""), *places[lane.get("id", "")])
        for lane in root.iter(_LANE)
        if lane.get("id") in places
    )
    arrows = tuple(_arrow(flow.id, flow.name, ways[flow.id]) for flow in process.flows.values())
    if not all(arrow.points for arrow in arrows):
        return None
    return _framed(lanes, boxes, arrows)


def _framed(lanes: tuple[Box, ...], boxes: tuple[Box, ...], arrows: tuple[Arrow, ...]) -> Drawing:
    corners = [point for arrow in arrows for point in arrow.points]
    corners += [corner for box in (*lanes, *boxes) for corner in _corners(box)]
    left, top = (min(values) - _MARGIN for values in zip(*corners, strict=True))
    right, foot = (max(values) + _MARGIN for values in zip(*corners, strict=True))
    return Drawing(left, top, right - left, foot - top, lanes, boxes, arrows)


def _corners(box: Box) -> Iterable[tuple[float, float]]:
    return (box.x, box.y), (box.right, box.foot)


def _name(name: str, key: str) -> str:
    return "" if name == key else name


def _bounds(shape: "etree._Element") -> tuple[float, float, float, float]:
    """The shape's own; a label inside it has bounds of its own, which come later."""
    bounds = next(shape.iter(_BOUNDS), shape)
    x, y, width, height = (float(bounds.get(name, "none")) for name in ("x", "y", "width", "height"))
    return x, y, width, height


def _arrow(key: str, name: str, edge: "etree._Element") -> Arrow:
    points = tuple((float(one.get("x", 0)), float(one.get("y", 0))) for one in edge.iter(_WAYPOINT))
    label = next(edge.iter(_BOUNDS), None)
    if label is not None:
        x = float(label.get("x", 0)) + float(label.get("width", 0)) / 2
        return Arrow(key, name, points, x, float(label.get("y", 0)) + float(label.get("height", 0)) - 3)
    middle = points[len(points) // 2] if points else (0.0, 0.0)
    return Arrow(key, name, points, middle[0], middle[1] - 4)

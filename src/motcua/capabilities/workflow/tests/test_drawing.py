"""Where a drawing puts its boxes: read as numbers, or not at all."""

import re
from pathlib import Path

import pytest

from motcua.capabilities.workflow.rules.drawing import drawing_of
from motcua.capabilities.workflow.rules.reader import read
from motcua.registry.organisation.public import Role

BPMN = (Path(__file__).parent / "default.bpmn").read_text()


def drawn(text):
    process = read(BPMN, {role.value: role.label for role in Role}).process
    return drawing_of(text, process), process


def test_each_node_and_flow_has_its_place_inside_the_frame():
    drawing, process = drawn(BPMN)
    assert {box.key for box in drawing.boxes} == set(process.nodes)
    assert {arrow.key for arrow in drawing.arrows} == set(process.flows)
    assert len(drawing.lanes) == 4
    for box in (*drawing.lanes, *drawing.boxes):
        assert drawing.left <= box.x < box.right <= drawing.left + drawing.width
        assert drawing.top <= box.y < box.foot <= drawing.top + drawing.height


def test_a_box_has_its_own_bounds_not_those_of_its_words():
    drawing, _process = drawn(BPMN)
    start = next(box for box in drawing.boxes if box.kind == "start")
    assert (start.x, start.y, start.width, start.height) == (190, 117, 36, 36)


@pytest.mark.parametrize(
    "spoilt",
    [
        re.sub(r"<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", "", BPMN, flags=re.DOTALL),
        BPMN.replace('bpmnElement="sign"', 'bpmnElement="gone"'),
        BPMN.replace('<dc:Bounds x="270"', '<dc:Bounds x="left"'),
        BPMN.replace('<dc:Bounds x="270" y="95"', "<dc:Bounds"),
        re.sub(r"<di:waypoint[^>]*>", "", BPMN),
    ],
)
def test_what_is_not_wholly_drawn_is_no_drawing(spoilt):
    assert spoilt != BPMN
    assert drawn(spoilt)[0] is None

"""A set of criteria: area → criterion → component, how points are made, and the tree's sums. Plain Python, exact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Way(Labelled):
    """How the points of a component are made."""

    STEPS = "steps", mark("Bậc thang")
    RATIO = "ratio", mark("Theo tỷ lệ")
    YES_NO = "yes_no", mark("Có, không")
    DIRECT = "direct", mark("Chấm trực tiếp")


class Source(Labelled):
    """What it is scored by."""

    DOCUMENTS = "documents", mark("Tài liệu kiểm chứng")
    SURVEY = "survey", mark("Điều tra xã hội học")


class Live(Labelled):
    """Where the system knows the figure by itself."""

    NONE = "", mark("Nhập tay")
    INDICATOR = "indicator", mark("Chỉ tiêu sống")
    TARGET = "target", mark("Chỉ tiêu kế hoạch")


@dataclass(frozen=True)
class Step:
    """From this value on, so many points."""

    least: Decimal
    points: Decimal


@dataclass(frozen=True)
class Component:
    """Tiêu chí thành phần: what is scored."""

    number: str
    name: str
    maximum: Decimal
    way: Way
    steps: tuple[Step, ...] = ()
    full_at: Decimal = Decimal(100)
    unit: str = "%"
    evidence: str = ""
    in_charge: str = ""
    source: Source = Source.DOCUMENTS
    live: Live = Live.NONE
    live_code: str = ""
    is_verified: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether a value is entered (numerator and denominator where it is a share)."""
        return self.way in {Way.STEPS, Way.RATIO}

    @property
    def is_share(self) -> bool:
        return self.is_measured and self.unit == "%"


@dataclass(frozen=True)
class Group:
    """Tiêu chí: components that belong together."""

    number: str
    name: str
    maximum: Decimal
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Area:
    """Lĩnh vực of the set."""

    number: str
    name: str
    maximum: Decimal
    groups: tuple[Group, ...]
    is_verified: bool = False

    @property
    def components(self) -> tuple[Component, ...]:
        return tuple(component for group in self.groups for component in group.components)


@dataclass(frozen=True)
class Criteria:
    """Bộ tiêu chí of a year and level."""

    code: str
    name: str
    level: str
    year: int
    maximum: Decimal
    law: str
    note: str
    areas: tuple[Area, ...]

    @property
    def components(self) -> tuple[Component, ...]:
        return tuple(component for area in self.areas for component in area.components)

    def component(self, number: str) -> Component | None:
        return next((one for one in self.components if one.number == number), None)

    def area(self, number: str) -> Area | None:
        return next((one for one in self.areas if one.number == number), None)


@dataclass(frozen=True)
class Sum:
    """A place whose parts are not what it says."""

    place: str
    stated: Decimal
    added: Decimal


def faulty_sums(criteria: Criteria) -> Iterator[Sum]:
    """Every level whose parts do not add up to it, exactly."""
    yield from _checked("", criteria.maximum, [area.maximum for area in criteria.areas])
    for area in criteria.areas:
        yield from _checked(area.number, area.maximum, [group.maximum for group in area.groups])
        for group in area.groups:
            yield from _checked(group.number, group.maximum, [one.maximum for one in group.components])


def _checked(place: str, stated: Decimal, parts: list[Decimal]) -> Iterator[Sum]:
    added = sum(parts, Decimal(0))
    if added != stated:
        yield Sum(place, stated, added)


@dataclass(frozen=True)
class Given:
    """What was entered or counted for a component."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None

    def measured(self, component: Component) -> Fraction | None:
        """The value that the scale is laid on: a share in per cent, or the number itself."""
        if component.is_share and self.denominator:
            return Fraction(self.numerator or 0) / Fraction(self.denominator) * 100
        return None if self.value is None else Fraction(self.value)


def points_for(component: Component, given: Given) -> Fraction | None:
    """The exact points, never below nought nor above the maximum; None where nothing is given to score."""
    value = given.measured(component)
    if value is None:
        return None
    most = Fraction(component.maximum)
    if component.way is Way.STEPS:
        reached = [Fraction(step.points) for step in component.steps if value >= Fraction(step.least)]
        return max(reached, default=Fraction(0))
    if component.way is Way.RATIO:
        return min(most, max(Fraction(0), most * value / Fraction(component.full_at)))
    if component.way is Way.YES_NO:
        return most if value else Fraction(0)
    return min(most, max(Fraction(0), value))


def total(criteria: Criteria, points: Mapping[str, Decimal]) -> Decimal:
    """The points of all components; one without counts as nought."""
    return sum((points.get(one.number, Decimal(0)) for one in criteria.components), Decimal(0))


def area_points(area: Area, points: Mapping[str, Decimal]) -> Decimal:
    """The points of an area."""
    return sum((points.get(one.number, Decimal(0)) for one in area.components), Decimal(0))

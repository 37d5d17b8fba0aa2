"""A definition file of criteria read and checked; what is faulty is told with its place. Plain Python."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.par_index.errors import SetFaulty
from motcua.oversight.par_index.rules.criteria import (
    Area,
    Component,
    Criteria,
    Group,
    Live,
    Source,
    Step,
    Way,
    faulty_sums,
)

SCHEMA = "motcua/par-index/1"
LEVELS = ("province", "department", "commune")
NOT_JSON = mark("không phải JSON hợp lệ (dòng {line}, cột {column}: {why})")
NOT_AN_OBJECT = mark("phải là một đối tượng {{…}}")
NOT_OUR_SCHEMA = mark("«schema» phải là «{schema}»")
UNKNOWN = mark("không có mục «{name}»; các mục được dùng: {known}")
MISSING = mark("thiếu «{name}»")
NOT_TEXT = mark("«{name}» phải là chữ, không trống")
NOT_POINTS = mark("«{name}» phải là số lớn hơn 0, nhiều nhất hai chữ số thập phân; đang là «{value}»")
NOT_ONE_OF = mark("«{name}» phải là một trong: {known}; đang là «{value}»")
NOT_A_YEAR = mark("«year» phải là năm từ 2000 đến 2100; đang là «{value}»")
NOT_A_LIST = mark("«{name}» phải là danh sách có ít nhất một mục")
TWICE = mark("số thứ tự «{number}» có hai lần")
NOT_A_NUMBER = mark("số thứ tự «{number}» phải có dạng 1, 1.2 hoặc 1.2.3")
NOT_BELOW = mark("số thứ tự «{number}» phải bắt đầu bằng «{above}.»")
SUM = mark("điểm tối đa ghi {stated} nhưng các phần cộng lại là {added}")
STEPS_MISSING = mark("cách chấm bậc thang phải có «steps»")
STEPS_UNWANTED = mark("chỉ cách chấm bậc thang mới có «steps»")
STEPS_ORDER = mark("bậc thang phải tăng dần cả về mức «from» lẫn «points»: bậc {at} không cao hơn bậc trước")
STEPS_TOP = mark("bậc cao nhất cho {top} điểm, khác điểm tối đa {maximum}")
FULL_UNWANTED = mark("chỉ cách chấm theo tỷ lệ mới có «full_at»")
LIVE_SHAPE = mark('«live» phải có dạng {{"kind": "indicator" hoặc "target", "code": "…"}}')
LIVE_LEVEL = mark("«live» theo chỉ tiêu kế hoạch chỉ dùng được ở bộ cấp tỉnh: mỗi đơn vị có chỉ tiêu riêng")
NOT_A_CODE = mark("«code» chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, dài nhất 60; đang là «{value}»")
LIVE_WAY = mark("chỉ tiêu lấy trực tiếp phải chấm theo bậc thang hoặc tỷ lệ, và chấm bằng tài liệu")
NOT_YES_NO = mark("«{name}» phải là true hoặc false")
MOST_COMPONENTS, MOST_POINTS, LONGEST = 500, 1000, 600
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,59}")
_NUMBER = re.compile(r"[A-Za-z0-9]{1,6}(\.[A-Za-z0-9]{1,6}){0,3}")
_SET = {"schema", "code", "name", "level", "year", "points", "law", "note", "areas"}
_AREA = {"number", "name", "points", "verified", "criteria"}
_GROUP = {"number", "name", "points", "components"}
_COMPONENT = {"number", "name", "points", "way", "steps", "full_at", "unit", "evidence", "in_charge", "source", "live",
              "verified"}  # fmt: skip


def read_criteria(content: bytes, file: str) -> Criteria:
    """The set of a file's content; raises `SetFaulty` with the place and the reason."""
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except json.JSONDecodeError as error:
        reason = NOT_JSON.format(line=error.lineno, column=error.colno, why=error.msg)
        raise SetFaulty(place=file, reason=reason) from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise SetFaulty(place=file, reason=NOT_JSON.format(line=1, column=1, why=error)) from None
    return _criteria(found, file)


def _criteria(found: Any, file: str) -> Criteria:
    row = _object(found, _SET, file)
    if row.get("schema") != SCHEMA:
        raise SetFaulty(place=file, reason=NOT_OUR_SCHEMA.format(schema=SCHEMA))
    year = row.get("year")
    if isinstance(year, bool) or not isinstance(year, int) or not 2000 <= year <= 2100:  # noqa: PLR2004 - years
        raise SetFaulty(place=file, reason=NOT_A_YEAR.format(value=year))
    made = Criteria(
        code=_code(row, file),
        name=_text(row, "name", file),
        level=_one_of(row, "level", LEVELS, file),
        year=year,
        maximum=_points(row, "points", file),
        law=_text(row, "law", file),
        note=_text(row, "note", file) if "note" in row else "",
        areas=tuple(_area(one, file) for one in _list(row, "areas", file)),
    )
    _check_numbers(made, file)
    for one in made.components:
        if one.live is Live.TARGET and made.level != LEVELS[0]:
            raise SetFaulty(place=f"{file}, {one.number}", reason=LIVE_LEVEL)
    for wrong in faulty_sums(made):
        place = f"{file}, {wrong.place}" if wrong.place else file
        raise SetFaulty(place=place, reason=SUM.format(stated=wrong.stated, added=wrong.added))
    return made


def _code(row: Mapping[str, Any], place: str) -> str:
    found = _text(row, "code", place)
    if not _CODE.fullmatch(found):
        raise SetFaulty(place=place, reason=NOT_A_CODE.format(value=found[:80]))
    return found


def _check_numbers(made: Criteria, file: str) -> None:
    seen: set[str] = set()
    rows = [("", area.number) for area in made.areas]
    rows += [(area.number, group.number) for area in made.areas for group in area.groups]
    rows += [(group.number, one.number) for area in made.areas for group in area.groups for one in group.components]
    for above, number in rows:
        place = f"{file}, {number}"
        if number in seen:
            raise SetFaulty(place=place, reason=TWICE.format(number=number))
        if above and not number.startswith(f"{above}."):
            raise SetFaulty(place=place, reason=NOT_BELOW.format(number=number, above=above))
        if not _NUMBER.fullmatch(number):
            raise SetFaulty(place=place, reason=NOT_A_NUMBER.format(number=number))
        seen.add(number)


def _area(found: Any, above: str) -> Area:
    row, place = _placed(found, _AREA, above)
    groups = tuple(_group(one, place) for one in _list(row, "criteria", place))
    return Area(
        _text(row, "number", place),
        _text(row, "name", place),
        _points(row, "points", place),
        groups,
        _flag(row, "verified", place),
    )


def _group(found: Any, above: str) -> Group:
    row, place = _placed(found, _GROUP, above)
    components = tuple(_component(one, place) for one in _list(row, "components", place))
    return Group(_text(row, "number", place), _text(row, "name", place), _points(row, "points", place), components)


def _component(found: Any, above: str) -> Component:
    row, place = _placed(found, _COMPONENT, above)
    maximum = _points(row, "points", place)
    way = Way(_one_of(row, "way", tuple(Way), place))
    source = Source(_one_of(row, "source", tuple(Source), place) if "source" in row else Source.DOCUMENTS)
    live, live_code = _live(row, place)
    if live and (source is Source.SURVEY or way not in {Way.STEPS, Way.RATIO}):
        raise SetFaulty(place=place, reason=LIVE_WAY)
    if "full_at" in row and way is not Way.RATIO:
        raise SetFaulty(place=place, reason=FULL_UNWANTED)
    return Component(
        number=_text(row, "number", place),
        name=_text(row, "name", place),
        maximum=maximum,
        way=way,
        steps=_steps(row, way, maximum, place),
        full_at=_points(row, "full_at", place) if "full_at" in row else Decimal(100),
        unit=_text(row, "unit", place) if "unit" in row else "%",
        evidence=_text(row, "evidence", place) if "evidence" in row else "",
        in_charge=_text(row, "in_charge", place) if "in_charge" in row else "",
        source=source,
        live=live,
        live_code=live_code,
        is_verified=_flag(row, "verified", place),
    )


def _steps(row: Mapping[str, Any], way: Way, maximum: Decimal, place: str) -> tuple[Step, ...]:
    if way is not Way.STEPS:
        if "steps" in row:
            raise SetFaulty(place=place, reason=STEPS_UNWANTED)
        return ()
    if "steps" not in row:
        raise SetFaulty(place=place, reason=STEPS_MISSING)
    steps: list[Step] = []
    for at, found in enumerate(_list(row, "steps", place), start=1):
        one = _object(found, {"from", "points"}, f"{place}, steps {at}")
        step = Step(_number(one, "from", place), _number(one, "points", place))
        if steps and (step.least <= steps[-1].least or step.points <= steps[-1].points):
            raise SetFaulty(place=place, reason=STEPS_ORDER.format(at=at))
        steps.append(step)
    if steps[-1].points != maximum:
        raise SetFaulty(place=place, reason=STEPS_TOP.format(top=steps[-1].points, maximum=maximum))
    return tuple(steps)


def _live(row: Mapping[str, Any], place: str) -> tuple[Live, str]:
    found = row.get("live")
    if found is None:
        return Live.NONE, ""
    if not isinstance(found, dict) or set(found) != {"kind", "code"} or found["kind"] not in {"indicator", "target"}:
        raise SetFaulty(place=place, reason=LIVE_SHAPE.format())
    return Live(found["kind"]), _text(found, "code", place)


def _placed(found: Any, known: set[str], above: str) -> tuple[Mapping[str, Any], str]:
    number = found.get("number", "?") if isinstance(found, dict) else "?"
    place = f"{above.split(',', maxsplit=1)[0]}, {number}"
    return _object(found, known, place), place


def _object(found: Any, known: set[str], place: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise SetFaulty(place=place, reason=NOT_AN_OBJECT.format())
    if unknown := sorted(set(found) - known):
        raise SetFaulty(place=place, reason=UNKNOWN.format(name=unknown[0], known=", ".join(sorted(known))))
    return found


def _list(row: Mapping[str, Any], name: str, place: str) -> list[Any]:
    found = row.get(name)
    if not isinstance(found, list) or not 0 < len(found) <= MOST_COMPONENTS:
        raise SetFaulty(place=place, reason=NOT_A_LIST.format(name=name))
    return found


def _text(row: Mapping[str, Any], name: str, place: str) -> str:
    if name not in row:
        raise SetFaulty(place=place, reason=MISSING.format(name=name))
    found = row[name]
    if not isinstance(found, str) or not nfc(found) or len(found) > LONGEST:
        raise SetFaulty(place=place, reason=NOT_TEXT.format(name=name))
    return nfc(found)


def _one_of(row: Mapping[str, Any], name: str, known: tuple[str, ...], place: str) -> str:
    found = _text(row, name, place)
    if found not in known:
        raise SetFaulty(place=place, reason=NOT_ONE_OF.format(name=name, known=", ".join(known), value=found))
    return found


def _flag(row: Mapping[str, Any], name: str, place: str) -> bool:
    found = row.get(name, False)
    if not isinstance(found, bool):
        raise SetFaulty(place=place, reason=NOT_YES_NO.format(name=name))
    return found


def _points(row: Mapping[str, Any], name: str, place: str) -> Decimal:
    found = _number(row, name, place)
    if found <= 0:
        raise SetFaulty(place=place, reason=NOT_POINTS.format(name=name, value=found))
    return found


def _number(row: Mapping[str, Any], name: str, place: str) -> Decimal:
    """A number as JSON writes it or as text «9.5»; at most two decimals, so that sums are exact."""
    if name not in row:
        raise SetFaulty(place=place, reason=MISSING.format(name=name))
    found = row[name]
    try:
        value = Decimal(found) if isinstance(found, int | str | Decimal) and not isinstance(found, bool) else None
    except InvalidOperation:
        value = None
    is_sound = value is not None and value.is_finite() and 0 <= value <= MOST_POINTS
    if value is None or not is_sound or value != value.quantize(Decimal("0.01")):
        raise SetFaulty(place=place, reason=NOT_POINTS.format(name=name, value=found))
    return value

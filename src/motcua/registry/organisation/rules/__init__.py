"""Levels, roles and what each role may do; the shape of agency codes. Plain Python."""

import re
from datetime import date

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.codes import plain_code
from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark

LONGEST_CODE = 35
"""Decision 20/2020/QĐ-TTg: an agency's identifier has at most 35 characters."""
_CODE = re.compile(r"[A-Z]\d{2}(\.\d{1,3}){0,4}")
_OLD_CODE = re.compile(r"(\d{2,3}\.){1,3}[A-Z]\d{2}")
_UNIT_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")

CODE_SHAPE = mark("Mã định danh cơ quan «{code}» không đúng dạng. Mã đúng có dạng H14, H14.05 hoặc H14.05.02.")
UNIT_CODE_SHAPE = mark("Mã phòng, ban «{code}» không đúng dạng. Mã chỉ gồm chữ cái không dấu, chữ số và dấu gạch nối.")
NAME_MISSING = mark("Hãy nhập tên.")


class Level(Labelled):
    """Where an agency stands."""

    PROVINCE = "province", mark("Cấp tỉnh")
    DEPARTMENT = "department", mark("Sở, ban, ngành")
    COMMUNE = "commune", mark("Cấp xã")


class UnitKind(Labelled):
    """What a part of an agency is for."""

    DIVISION = "division", mark("Phòng, ban")
    COUNTER = "counter", mark("Bộ phận Một cửa")


class Role(Labelled):
    """What an officer does at an agency."""

    RECEIVER = "receiver", mark("Tiếp nhận và trả kết quả")
    SPECIALIST = "specialist", mark("Chuyên viên thụ lý")
    HEAD = "head", mark("Trưởng phòng, phụ trách bộ phận")
    LEADER = "leader", mark("Lãnh đạo ký duyệt")
    CONTROLLER = "controller", mark("Kiểm soát thủ tục hành chính")
    CLERK = "clerk", mark("Văn thư")
    ADMIN = "admin", mark("Quản trị hệ thống")


class Standing(Labelled):
    """Where a dated row stands on a day."""

    HOLDS = "holds", mark("Đang hoạt động")
    COMING = "coming", mark("Sắp có hiệu lực")
    OVER = "over", mark("Đã kết thúc")


def standing_of(valid_from: date, valid_to: date | None, day: date) -> Standing:
    """Where a row with these half-open days stands."""
    if valid_from > day:
        return Standing.COMING
    return Standing.OVER if valid_to is not None and valid_to <= day else Standing.HOLDS


ROLE_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.RECEIVER: (
        "dossiers:see",
        "dossiers:receive",
        "dossiers:return",
        "registers:see",
    ),
    Role.SPECIALIST: (
        "dossiers:see",
        "dossiers:process",
        "reform:see",
        "reform:enter",
        "registers:see",
        "assignments:see",
        "assignments:carry_out",
    ),
    Role.HEAD: (
        "dossiers:see",
        "dossiers:process",
        "dossiers:assign",
        "dossiers:appraise",
        "report_check:check",
        "insight:see",
        "scorecards:see",
        "honesty:see",
        "reform:see",
        "reform:enter",
        "reform:approve",
        "inspection:see",
        "inspection:answer",
        "registers:see",
        "assignments:see",
        "assignments:carry_out",
        "assignments:appraise",
        "par_index:see",
        "par_index:score",
    ),
    Role.LEADER: (
        "dossiers:see",
        "dossiers:assign",
        "dossiers:sign",
        "dossiers:stop",
        "dossiers:approve_second_supplement",
        "report_check:check",
        "insight:see",
        "scorecards:see",
        "honesty:see",
        "sheets:submit",
        "worktime:try",
        "reform:see",
        "reform:plan",
        "reform:approve",
        "inspection:see",
        "inspection:plan",
        "inspection:answer",
        "inspection:discipline",
        "registers:see",
        "assignments:see",
        "assignments:carry_out",
        "assignments:appraise",
        "assignments:assign",
        "par_index:see",
        "par_index:score",
        "par_index:appraise",
        "par_index:manage",
    ),
    Role.CONTROLLER: (
        "dossiers:see",
        "insight:see",
        "scorecards:see",
        "honesty:see",
        "sheets:submit",
        "catalogue:settle",
        "report_check:check",
        "worktime:manage",
        "worktime:policy",
        "worktime:try",
        "reform:see",
        "reform:plan",
        "reform:enter",
        "reform:approve",
        "inspection:see",
        "inspection:plan",
        "registers:see",
        "registers:define",
        "assignments:see",
        "assignments:carry_out",
        "assignments:appraise",
        "assignments:assign",
        "par_index:see",
        "par_index:score",
        "par_index:appraise",
        "par_index:manage",
    ),
    Role.CLERK: (
        "dossiers:see",
        "report_check:check",
        "reform:see",
        "reform:enter",
        "registers:see",
        "assignments:see",
    ),
    Role.ADMIN: (
        "desk:operations",
        "organisation:manage",
        "people:manage",
        "worktime:manage",
        "worktime:policy",
        "reform:see",
        "reform:plan",
        "reform:enter",
        "registers:see",
        "registers:define",
        "assignments:see",
        "assignments:assign",
        "par_index:see",
        "par_index:manage",
    ),
}


def normal_agency_code(text: str) -> str:
    """An agency's identifier as it is stored, read left to right: ``H14.05``.

    Takes the form of before 2020 too, which is read right to left: ``000.00.05.H14``. Raises `InvalidInput`.
    Legal source: Decision 20/2020/QĐ-TTg, article 4.
    """
    code = plain_code(text)
    if _OLD_CODE.fullmatch(code):
        first, *groups = reversed(code.split("."))
        code = ".".join([first, *(group for group in groups if int(group))])
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise InvalidInput(CODE_SHAPE, code=code)
    return code


def normal_unit_code(text: str) -> str:
    """A unit's code within its agency: ``PTC``, ``MOT-CUA``. Raises `InvalidInput`."""
    code = plain_code(text)
    if not _UNIT_CODE.fullmatch(code):
        raise InvalidInput(UNIT_CODE_SHAPE, code=code)
    return code


def code_above(code: str) -> str:
    """The code that stands above, as groups are read from left to right; empty at the top: ``H14.05`` → ``H14``."""
    return code.rpartition(".")[0]


def code_moved(code: str, *, top: str, to: str) -> str:
    """The code that `code`, which is `top` or below it, bears once `top` has become `to`. Raises `InvalidInput`."""
    return normal_agency_code(to + code.removeprefix(top))

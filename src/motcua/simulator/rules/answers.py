"""What applicants of the sample write into forms: one function a form, all required fields filled sensibly."""

from collections.abc import Callable, Mapping
from random import Random

from motcua.simulator.rules.behaviour import Plan
from motcua.simulator.rules.residents import Resident, surname_of

_PEOPLES = ("Tày", "Nùng", "Kinh", "Mông", "Dao", "Sán Chỉ", "Lô Lô")
_TRADES = (
    "Bán lẻ tạp hóa",
    "Dịch vụ ăn uống",
    "May đo",
    "Sửa chữa xe máy",
    "Lưu trú du lịch tại nhà",
    "Thu mua nông sản",
    "Làm miến dong",
    "Cắt tóc",
)
_RELATIONS = {"female": "mother", "male": "father"}
Answers = Mapping[str, object]


def answers_of(form_code: str | None, plan: Plan, procedure_name: str, random: Random) -> Answers:
    """The answers for a form of the province; none for a form that is not ours."""
    fill = _FILLERS.get(form_code or "")
    return fill(plan, procedure_name, random) if fill else {}


def _general(plan: Plan, procedure_name: str, _random: Random) -> Answers:
    whom = "" if plan.owner is plan.submitter else f" cho {plan.owner.full_name}"
    return {"request": f"Đề nghị giải quyết thủ tục «{procedure_name}»{whom}."}


def _birth(plan: Plan, _procedure_name: str, random: Random) -> Answers:
    child, parent = plan.owner, plan.submitter
    people = random.choice(_PEOPLES)
    return {
        "child_full_name": child.full_name,
        "child_birth_on": f"{child.birth_on:%Y-%m-%d}",
        "child_sex": child.sex,
        "child_ethnicity": people,
        "child_birth_place": "Bệnh viện Đa khoa tỉnh Cao Bằng",
        "child_home_town": "Tỉnh Cao Bằng",
        **_parents(parent, people),
        "relation": _RELATIONS[parent.sex],
        "copies": random.choice((0, 0, 1, 2, 3)),
    }


def _parents(parent: Resident, people: str) -> dict[str, object]:
    """The parent who came is known in full; the mother is always named."""
    side = _RELATIONS[parent.sex]
    known = {
        f"{side}_full_name": parent.full_name,
        f"{side}_identity_number": parent.identity_number,
        f"{side}_ethnicity": people,
        f"{side}_residence": parent.address_line,
    }
    return {"mother_full_name": f"{surname_of(parent.full_name)} Thị Hiền", **known}


def _household_business(plan: Plan, _procedure_name: str, random: Random) -> Answers:
    return {
        "business_name": f"Hộ kinh doanh {plan.owner.full_name}",
        "business_address": plan.owner.address_line,
        "main_trade": random.choice(_TRADES),
        "capital": random.choice((30, 50, 80, 100, 150, 200, 300)) * 1_000_000,
        "workers": random.randint(1, 5),
        "founded_by": "family" if plan.case_number else "person",
        "tax_method": "declaration",
    }


def _house(plan: Plan, _procedure_name: str, random: Random) -> Answers:
    parcel, storeys = random.randint(80, 400), random.randint(1, 4)
    footprint = round(parcel * random.uniform(0.4, 0.7), 1)
    return {
        "parcel_number": str(random.randint(1, 400)),
        "map_sheet": str(random.randint(1, 80)),
        "parcel_area": parcel,
        "site_address": plan.owner.address_line,
        "building_kind": "grade_iv" if plan.case_number else "new_house",
        "footprint_area": footprint,
        "floor_area": round(footprint * storeys, 1),
        "storeys": storeys,
        "height": round(3.6 * storeys + 1.2, 1),
        "setback": random.choice((0, 1.5, 2, 3)),
        "months": random.randint(4, 14),
        "neighbours": True,
    }


_FILLERS: Mapping[str, Callable[[Plan, str, Random], Answers]] = {
    "de-nghi-chung": _general,
    "khai-sinh": _birth,
    "ho-kinh-doanh": _household_business,
    "giay-phep-xay-dung": _house,
}

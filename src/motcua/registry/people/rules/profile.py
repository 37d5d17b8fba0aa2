"""What is known of a person or organisation, and the check of all of it at once. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import fold, nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.people.rules import ProfileKind
from motcua.registry.people.rules.identity import check_personal_number, check_tax_code, normal_phone
from motcua.registry.people.rules.naming import check_birth, check_email, check_name, check_person_name

REFUSED = mark("Một số thông tin chưa đúng. Hãy xem lời nhắc cạnh từng ô.")


@dataclass(frozen=True)
class Profile:
    """A person or an organisation; empty text is «not known»."""

    identity_number: str
    full_name: str
    birth_on: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    place_code: str = ""
    address_line: str = ""
    kind: str = ProfileKind.PERSON


def checked(profile: Profile, *, on: date) -> Profile:
    """The profile with every part in normal form, or `InvalidInput` that names every wrong field at once."""
    refusals: dict[str, str] = {}

    def part(field: str, check: Callable[[], str]) -> str:
        try:
            return check()
        except InvalidInput as refusal:
            refusals[field] = str(refusal)
            return ""

    is_person = profile.kind == ProfileKind.PERSON
    birth_on, sex = (profile.birth_on, profile.sex) if is_person else (None, "")
    if birth_on:
        part("birth_on", lambda: str(check_birth(birth_on, on=on)))
    name_check = check_person_name if is_person else check_name
    clean = replace(
        profile,
        identity_number=part("identity_number", lambda: _number(profile, birth_on, sex, on)),
        full_name=part("full_name", lambda: name_check(profile.full_name)),
        birth_on=birth_on,
        sex=sex,
        phone=part("phone", lambda: normal_phone(profile.phone) if profile.phone.strip() else ""),
        email=part("email", lambda: check_email(profile.email)),
        address_line=nfc(profile.address_line),
    )
    if refusals:
        raise InvalidInput(REFUSED, fields=refusals)
    return clean


def is_same_person(known: Profile, claimed: Profile) -> bool:
    """Whether a claim agrees with what is known: the folded name, and the day of birth where both are known."""
    days = {day for day in (known.birth_on, claimed.birth_on) if day}
    return fold(known.full_name) == fold(claimed.full_name) and len(days) <= 1


def merged(known: Profile, news: Profile) -> Profile:
    """What is known, brought up to date by `news`; what is not said anew stays."""
    said = {name: value for name, value in vars(news).items() if value}
    return replace(known, **said)


def _number(profile: Profile, birth_on: date | None, sex: str, on: date) -> str:
    if profile.kind == ProfileKind.PERSON:
        return check_personal_number(profile.identity_number, birth_on=birth_on, sex=sex, on=on)
    return check_tax_code(profile.identity_number, on=on)

"""What a citizen finds."""

from datetime import date

from motcua.registry.catalogue.public import ProcedureDraft, offer_procedure, publish_procedure
from motcua.registry.organisation.tests.factories import agency
from motcua.registry.people.tests.factories import AT

SINCE = date(2025, 7, 1)


def offer_procedures(name: str, *, count: int = 1) -> None:
    """`count` procedures of that name, with numbers from 1, offered by an agency of ours."""
    agency("H14.31")
    for number in range(1, count + 1):
        draft = ProcedureDraft(code=f"1.{number:06}", name=f"{name} {number}", valid_from=SINCE, field_name="Hộ tịch")
        publish_procedure(draft, actor="tests", at=AT)
        offer_procedure(draft.code, "H14.31", SINCE, actor="tests", at=AT)

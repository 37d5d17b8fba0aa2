"""What goes in and comes out, typed; the OpenAPI document is made from this."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400, pattern=r"^[^\x00-\x1f\x7f]*$")]
Code = Annotated[str, StringConstraints(max_length=45, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Person(Schema):
    """A person or an organisation in one role."""

    role: Literal["owner", "submitter", "receiver"]
    full_name: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
    kind: Literal["person", "organisation"] = "person"
    identity_number: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9-]*$")] = ""
    birth_on: date | None = None
    phone: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9+ ]*$")] = ""
    email: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\x00-\x20\x7f]*$")] = ""
    address: Text = ""


class PaperGiven(Schema):
    """A paper of the procedure by its id there, and ids of uploaded files."""

    paper: Annotated[int, Field(ge=0, le=2**62)]
    files: Annotated[list[Annotated[int, Field(ge=0, le=2**62)]], Field(max_length=20)] = []


class NewDossier(Schema):
    """One request. `key` makes a repeat find the first one; `code` is one the national portal has given."""

    key: UUID
    procedure: Code
    agency: Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Z0-9.]*$")]
    people: Annotated[list[Person], Field(min_length=1, max_length=3)]
    papers: Annotated[list[PaperGiven], Field(max_length=100)] = []
    case: Annotated[int, Field(ge=0, le=2**62)] | None = None
    answers: dict[str, Any] = {}
    delivery: Literal["counter", "post", "online"] = "online"
    code: Code = ""


class DossierState(Schema):
    """Where a dossier stands; `national_code` is 1–10."""

    code: str
    procedure: str
    agency: str
    receiving_agency: str
    channel: str
    state: str
    state_label: str
    national_code: int
    submitted_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    fee_state: str
    fee_amount: int
    delivery_state: str


class DossierPage(Schema):
    """A page of a list; `next` is the cursor of the following one, empty at the end."""

    items: list[DossierState]
    next: str


class EventItem(Schema):
    """A fact, without personal data."""

    position: int
    id: UUID
    kind: str
    version: int
    subject: str
    agency: str
    at: datetime
    payload: dict[str, Any]


class EventPage(Schema):
    """Events after a cursor; ask again with `cursor`."""

    items: list[EventItem]
    cursor: int


class FileGiven(Schema):
    """An uploaded file, to be named in a paper."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


class Refusal(Schema):
    """Why it was not done, in Vietnamese; `fields` names what to put right."""

    message: str
    fields: dict[str, str] = {}

"""What an applicant hands in, as plain values: who, which papers, which answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from motcua.casework.dossiers.errors import PapersMissing
from motcua.casework.dossiers.rules.side_lives import Channel, DeliveryMethod
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.mark import mark

DEFAULT_PROCESS = "default"
"""Code of the process of procedures that have none of their own."""
OWNER_MISSING = mark("Bạn chưa ghi tên chủ hồ sơ.")


@dataclass(frozen=True)
class PartyInput:
    """A person or an organisation in one role: ``owner``, ``submitter`` or ``receiver``."""

    role: str
    full_name: str
    kind: str = "person"
    identity_number: str = ""
    birth_on: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    username: str = ""


@dataclass(frozen=True)
class PaperInput:
    """A paper of the dossier: how many originals and copies were given, and its files (ids of stored files)."""

    name: str
    code: str = ""
    originals: int = 0
    copies: int = 0
    is_required: bool = True
    files: tuple[int, ...] = ()

    @property
    def is_given(self) -> bool:
        return bool(self.files or self.originals or self.copies)


@dataclass(frozen=True)
class Application:
    """One request. `submission_key` makes a repeat of the same request find the first one."""

    submission_key: UUID
    procedure_version: int
    receiving_agency_code: str
    agency_code: str
    channel: Channel
    parties: tuple[PartyInput, ...]
    papers: tuple[PaperInput, ...] = ()
    case_id: int | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    delivery_method: DeliveryMethod = DeliveryMethod.COUNTER
    given_code: str = ""
    note: str = ""

    @property
    def owner(self) -> PartyInput:
        """Whose request it is."""
        return next(party for party in self.parties if party.role == "owner")


def everyone(owner: PartyInput, submitter: PartyInput | None, receiver: PartyInput | None) -> tuple[PartyInput, ...]:
    """The three roles; who is not named apart is the owner (submitter) or the submitter (receiver)."""
    by = submitter or owner
    to = receiver or by
    roles = (("owner", owner), ("submitter", by), ("receiver", to))
    return tuple(PartyInput(**{**vars(party), "role": role}) for role, party in roles)


def check_application(application: Application) -> None:
    """Refuse an application without an owner's name or, online, without a required paper."""
    if not any(party.role == "owner" and party.full_name for party in application.parties):
        raise InvalidInput(OWNER_MISSING, fields={"owner_name": OWNER_MISSING})
    missing = [paper.name for paper in application.papers if paper.is_required and not paper.is_given]
    if missing and application.channel is Channel.ONLINE:
        raise PapersMissing(papers="; ".join(missing))

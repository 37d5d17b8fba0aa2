"""How long a procedure really takes, asked of the floors above that see dossiers end."""

from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.questions import Question


@dataclass(frozen=True)
class RealTime:
    """Days of the last year, running on through days off: half of the dossiers, and nine in ten, took no longer."""

    dossiers: int
    median_days: Decimal
    ninetieth_days: Decimal


@dataclass(frozen=True)
class HowLongReally(Question[RealTime | None]):
    """None where too few have ended to be told without pointing at somebody."""

    procedure_code: str

"""What is read of a text about fees."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.registry.descriptions.rules.ledger import Reason

Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee as written; `valid_to` is its last day, `span` the place of its figure in the text."""

    amount: Amount
    currency: str
    per: str | None = None
    condition: str | None = None
    valid_to: date | None = None
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class FeeReading:
    """All fees of a text, or a doubt; in a doubt `found` holds the figures seen, for the person who settles it."""

    text: str
    found: tuple[Fee, ...] = ()
    doubt: Reason | None = None
    evidence: str = ""

    @property
    def fees(self) -> tuple[Fee, ...]:
        """The fees if they may be used as facts."""
        return () if self.doubt else self.found

    def plain(self) -> dict[str, object]:
        """As one object of JSON: amounts are numbers, whole đồng are integers, days are ISO; spans are left out."""
        return {"text": self.text, "fees": [_plain(fee) for fee in self.fees], "doubt": self.doubt_text}

    @property
    def doubt_text(self) -> str | None:
        """Why this is a doubt, in Vietnamese, with the words that raise it."""
        if self.doubt is None:
            return None
        return f"{self.doubt.label}: «{self.evidence}»" if self.evidence else self.doubt.label


def _plain(fee: Fee) -> dict[str, object]:
    return {
        "amount": fee.amount if isinstance(fee.amount, int) else float(fee.amount),
        "currency": fee.currency,
        "per": fee.per,
        "condition": fee.condition,
        "valid_to": fee.valid_to.isoformat() if fee.valid_to else None,
    }

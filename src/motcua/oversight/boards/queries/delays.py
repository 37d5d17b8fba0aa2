"""How long procedures really take, told to everybody: halves and nine in ten, never of a few dossiers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from motcua.kernel import clock
from motcua.kernel.memory import remembered
from motcua.kernel.questions import answers
from motcua.kernel.texts.fold import sort_key
from motcua.oversight.insight.public import Window, share, spread
from motcua.registry.catalogue.public import HowLongReally, RealTime, procedure_names

FEWEST = 10
"""Of fewer dossiers nothing is told: nine in ten of them would be one person's matter."""
YEAR = timedelta(days=365)
FRESH_SECONDS = 600
"""As old as what a procedure's page says may be: a year's halves do not move within ten minutes."""
_MINUTES_A_DAY = 24 * 60
_TENS = 10


@dataclass(frozen=True)
class Delay:
    """A procedure with its days and how many dossiers, down to tens; None where too few were finished."""

    procedure_code: str
    name: str
    dossiers: int | None
    median_days: Decimal | None = None
    ninetieth_days: Decimal | None = None
    late_share: Decimal | None = None

    @property
    def is_told(self) -> bool:
        """Whether enough were finished."""
        return self.dossiers is not None


@answers(HowLongReally)
def how_long_really(asked: HowLongReally) -> RealTime | None:
    """Of the last year, the whole province."""
    return _really(asked.procedure_code, clock.now().replace(minute=0, second=0, microsecond=0))


@remembered(seconds=FRESH_SECONDS)
def _really(procedure_code: str, now: datetime) -> RealTime | None:
    for one in delays(Window(now - YEAR, now), agencies=None, procedure_code=procedure_code):
        if one.dossiers is not None and one.median_days is not None and one.ninetieth_days is not None:
            return RealTime(one.dossiers, one.median_days, one.ninetieth_days)
    return None


def delays(window: Window, *, agencies: Collection[str] | None, procedure_code: str = "") -> list[Delay]:
    """Every procedure, or one, with any finished in the window, in Vietnamese order, those with figures first."""
    spans = spread.handling_spans(window, agencies=agencies, procedure_code=procedure_code)
    names = procedure_names({span.procedure_code for span in spans})
    found = []
    for span in spans:
        name = names.get(span.procedure_code) or span.procedure_code
        if span.dossiers < FEWEST:
            found.append(Delay(span.procedure_code, name, None))
            continue
        found.append(
            Delay(
                span.procedure_code,
                name,
                span.dossiers // _TENS * _TENS,
                _days(span.median_minutes),
                _days(span.ninetieth_minutes),
                share(span.late, span.dossiers),
            )
        )
    return sorted(found, key=lambda one: (not one.is_told, sort_key(one.name)))


def _days(minutes: float) -> Decimal:
    return (Decimal(str(minutes)) / _MINUTES_A_DAY).quantize(Decimal("0.1"))

"""What happens to plans and to the figures of targets: codes and figures only."""

from decimal import Decimal

from motcua.kernel.events.declare import Event, event


@event("reform.plan_drafted", history_only=True)
class PlanDrafted(Event):
    """A plan, or its next edition, was begun; `subject` is the plan's code in all of these."""

    edition: int


@event("reform.plan_issued")
class PlanIssued(Event):
    """A plan was issued: from here its first edition is never edited."""

    edition: int
    year_from: int
    year_to: int
    targets: int


@event("reform.plan_amended", history_only=True)
class PlanAmended(Event):
    """A decision changed the plan: a further edition, beside those before it."""

    edition: int
    targets: int


@event("reform.programme_imported", history_only=True)
class ProgrammeImported(Event):
    """Lines of a programme were brought in from a file, by its SHA-256."""

    edition: int
    digest: str
    targets: int


@event("reform.figure_entered", history_only=True)
class FigureEntered(Event):
    """Somebody typed a figure in; `subject` is the target's code in all of these, `figure` the row."""

    figure: int
    year: int


@event("reform.figure_sent", history_only=True)
class FigureSent(Event):
    """It waits for another person's approval."""

    figure: int


@event("reform.figure_returned", history_only=True)
class FigureReturned(Event):
    """It was sent back to who typed it in."""

    figure: int


@event("reform.figure_approved", history_only=True)
class FigureApproved(Event):
    """Another person approved it: from here it counts."""

    figure: int
    year: int
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


@event("reform.figure_locked", history_only=True)
class FigureLocked(Event):
    """The period is over: only a correction changes it."""

    figure: int


@event("reform.figure_corrected", history_only=True)
class FigureCorrected(Event):
    """A later figure took its place."""

    figure: int
    corrected_by: int

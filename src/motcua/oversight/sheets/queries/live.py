"""A form counted now, by the rights of who asks."""

from collections.abc import Collection
from typing import Any

from motcua.casework.dossiers.public import visible_to
from motcua.oversight.insight.public import SheetView, Wanted
from motcua.oversight.sheets.queries.filling import sheet_figures
from motcua.oversight.sheets.queries.paper import Paper, paper_of


def live_paper(user: Any, sheet: SheetView, asked: Wanted) -> Paper:
    """A list names the dossiers that the user may see and counts the others."""

    def may_see(codes: Collection[str]) -> Collection[str]:
        return visible_codes(user, codes)

    figures = sheet_figures(sheet, asked.window, agencies=asked.agencies, on=asked.on, may_see=may_see)
    return paper_of(figures, asked)


def visible_codes(user: Any, codes: Collection[str]) -> set[str]:
    """Those of these dossiers that the user may see."""
    return set(visible_to(user).filter(code__in=codes).values_list("code", flat=True))

"""Quy trình mặc định: the process of procedures that have none of their own."""

from datetime import date, datetime
from importlib.resources import files

from motcua.capabilities.workflow.public import process_on, publish_process
from motcua.casework.dossiers.rules.application import DEFAULT_PROCESS
from motcua.kernel import clock

ONE_STOP_SINCE = date(2018, 6, 21)
"""When Nghị định 61/2018/NĐ-CP came into force; no dossier that is kept or taken over here is older."""


def ensure_default_process(*, actor: str, at: datetime) -> None:
    """Put the drawing that dossiers bring in force unless the province has published one: an empty house can begin."""
    if process_on(DEFAULT_PROCESS, clock.local(at).date()) is None:
        drawing = files("motcua.casework.dossiers") / "processes" / f"{DEFAULT_PROCESS}.bpmn"
        publish_process(
            DEFAULT_PROCESS, drawing.read_text(encoding="utf-8"), valid_from=ONE_STOP_SINCE, actor=actor, at=at
        )

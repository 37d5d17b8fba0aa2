"""Which papers a dossier needs: those of everybody, and those of the case that the person is in."""

from motcua.registry.catalogue.public import CaseView, PaperView, ProcedureView


def conditions_of(procedure: ProcedureView) -> tuple[CaseView, ...]:
    """The cases a person must choose from; a group that holds for everybody is no choice."""
    return tuple(case for case in procedure.cases if case.is_condition)


def has_common_papers(procedure: ProcedureView) -> bool:
    """Whether some papers hold for everybody, so that «none of these cases» is an answer."""
    return any(not case.is_condition for case in procedure.cases)


def papers_of(procedure: ProcedureView, case_id: int | None) -> tuple[PaperView, ...]:
    """The papers of everybody, then those of the chosen case."""
    wanted = [case for case in procedure.cases if not case.is_condition or case.id == case_id]
    return tuple(paper for case in wanted for paper in case.papers)

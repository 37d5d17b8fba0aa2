"""The fifth contract of `.importlinter`: another module is entered only by its doors.

A module is ``<root>.<floor>.<module>``, or a whole floor that the contract names in `whole_floors`. The files of the
floors in `open_floors` may be used by all. Tests go in and out freely.
"""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """Kept if every import from one module into another names a door of it, or something behind a door package."""

    root = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    open_floors = fields.SetField(subfield=fields.StringField())
    whole_floors = fields.SetField(subfield=fields.StringField())

    def check(self, graph: Any, verbose: bool) -> ContractCheck:  # noqa: ARG002 - called with it
        """List each import that goes through a wall."""
        broken = [
            f"{importer} -> {imported}"
            for importer in graph.modules
            if ".tests" not in importer
            for imported in graph.find_modules_directly_imported_by(importer)
            if self._goes_through_a_wall(importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": sorted(broken)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print what `check` found."""
        for line in check.metadata["broken"]:
            output.print_error(line)

    def _goes_through_a_wall(self, importer: str, imported: str) -> bool:
        module = self._module(imported)
        if module is None or module == self._module(importer):
            return False
        room = imported.removeprefix(module).lstrip(".").split(".")[0]
        return room not in self.doors  # type: ignore[operator]

    def _module(self, name: str) -> str | None:
        parts = name.split(".")
        if len(parts) < 2 or parts[0] != self.root or parts[1] in self.open_floors:  # type: ignore[operator]
            return None
        length = 2 if parts[1] in self.whole_floors else 3  # type: ignore[operator]
        return ".".join(parts[:length]) if len(parts) >= length else None

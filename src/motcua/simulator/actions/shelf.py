"""The papers of the sample: one scan for all that is handed in, one result a procedure; made when first needed."""

from datetime import datetime

from motcua.kernel.files.store import store_file
from motcua.kernel.printing.pdf import render_pdf
from motcua.registry.catalogue.public import ProcedureView

_SHEET = "simulator/print/sheet.typ"
_SCAN = {
    "title": "Bản chụp giấy tờ",
    "office": "Tỉnh mẫu",
    "body": "Tệp này thay cho bản chụp giấy tờ mà người dân gửi kèm hồ sơ.",
}


class Shelf:
    """Files by what they are; each is drawn and stored once a load."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._ids: dict[str, int] = {}

    def scan(self) -> int:
        """Id of the stored scan."""
        return self._stored("giay-to.pdf", _SCAN)

    def result_of(self, procedure: ProcedureView) -> int:
        """Id of the stored result of a procedure."""
        body = f"Giải quyết theo thủ tục «{procedure.name}», mã {procedure.code}."
        title = procedure.results[0].name if procedure.results else procedure.name
        sheet = {"title": title, "office": procedure.competent_agency, "body": body}
        return self._stored(f"ket-qua-{procedure.code}.pdf", sheet)

    def _stored(self, name: str, sheet: dict[str, str]) -> int:
        if name not in self._ids:
            self._ids[name] = store_file(render_pdf(_SHEET, sheet), name=name, at=self._at).pk
        return self._ids[name]

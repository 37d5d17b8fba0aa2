"""Publishing a procedure written here."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.catalogue.actions.writing import Writing, lock_catalogue, write_versions
from motcua.registry.catalogue.models import Procedure
from motcua.registry.catalogue.queries.versions import procedure_version
from motcua.registry.descriptions.public import ProcedureDraft, ProcedureView

NO_CODE = mark("Hãy nhập mã thủ tục.")
NO_NAME = mark("Hãy nhập tên thủ tục.")
INCOMPLETE = mark("Thủ tục chưa đủ thông tin để công bố.")
AUTHORED = "authored"


@transaction.atomic(durable=True)
def publish_procedure(draft: ProcedureDraft, *, actor: str, at: datetime) -> ProcedureView:
    """A new immutable version, in force from `draft.valid_from`; the one before ends that day. Raises `TooEarly`."""
    draft = replace(draft, code=nfc(draft.code), name=nfc(draft.name))
    fields = {name: text for name, text in (("code", NO_CODE), ("name", NO_NAME)) if not getattr(draft, name)}
    if fields:
        raise InvalidInput(INCOMPLETE, fields=fields)
    lock_catalogue()
    procedure, _ = Procedure.objects.get_or_create(code=draft.code)
    versions = write_versions({procedure: draft}, Writing(actor, at, AUTHORED))
    return procedure_version(versions[procedure].pk)

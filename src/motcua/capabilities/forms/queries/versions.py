"""Published forms, read once a process: a version never changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.capabilities.forms.errors import FormUnknown
from motcua.capabilities.forms.models import FormVersion
from motcua.capabilities.forms.rules.fields import Form, FormField, Group
from motcua.capabilities.forms.rules.schema import read_form
from motcua.kernel.memory import kept_by_id, remembered


@dataclass(frozen=True, slots=True, eq=False)
class FormView:
    """One version of a form: its questions by key, in pages (`groups`)."""

    version_id: int
    code: str
    number: int
    schema: Mapping[str, Any]
    form: Form

    @property
    def title(self) -> str:
        """What the form is called."""
        return self.form.title

    @property
    def groups(self) -> tuple[Group, ...]:
        """The pages."""
        return self.form.groups

    @property
    def fields(self) -> Mapping[str, FormField]:
        """The questions by key."""
        return self.form.fields

    def group(self, key: str) -> Group:
        """The page with that key. Raises KeyError."""
        for group in self.form.groups:
            if group.key == key:
                return group
        raise KeyError(key)


@remembered(seconds=10)
def form_on(code: str, day: date) -> FormView:
    """The version in force on a day. Raises `FormUnknown`."""
    found = FormVersion.objects.on(day).filter(form__code=code).values_list("id", flat=True).first()
    if found is None:
        raise FormUnknown(code=code, day=f"{day:%d/%m/%Y}")
    return form_version(found)


@kept_by_id(most=512)
def form_version(version_id: int) -> FormView:
    """A version by its id, whenever it was in force. Raises `FormUnknown`."""
    row = FormVersion.objects.select_related("form").filter(id=version_id).first()
    if row is None:
        raise FormUnknown(code=version_id, day="")
    schema = json.loads(row.written)
    return FormView(row.pk, row.form.code, row.number, schema, read_form(schema, row.form.code))

"""Steps of all that writes records: the columns that follow from the values, numbers for codes, editions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.capabilities.registers.models import Record, RecordEdition, RecordNumber
from motcua.capabilities.registers.rules.codes import code_in, series_of
from motcua.capabilities.registers.rules.definition import Definition
from motcua.capabilities.registers.rules.saying import identity_key, search_key, sort_keys, title_of
from motcua.kernel import clock
from motcua.kernel.texts.fold import sort_key


def derived(definition: Definition, values: Mapping[str, Any], *, code: str, agency_code: str) -> dict[str, Any]:
    """The columns of a record that follow from its values."""
    title = title_of(definition, values, code=code)
    return {
        "title": title,
        "title_key": sort_key(title)[:600],
        "search_key": search_key(definition, values, code=code, title=title),
        "sort_keys": sort_keys(definition, values),
        "identity": identity_key(definition, values, agency_code=agency_code),
    }


def next_codes(definition: Definition, agency_code: str, *, count: int, at: datetime) -> list[str]:
    """So many new codes of the agency's series; their row stays locked until the transaction ends."""
    series = series_of(definition.code_pattern, year=clock.local(at).year, agency_code=agency_code)
    which = {"register": definition.code, "series": series}
    RecordNumber.objects.bulk_create([RecordNumber(**which)], ignore_conflicts=True)
    row = RecordNumber.objects.select_for_update(no_key=True, of=("self",)).get(**which)
    codes: list[str] = []
    while len(codes) < count:  # somebody may have brought along the code that would come next
        numbers = range(row.last + 1, row.last + 1 + count - len(codes))
        row.last = numbers[-1]
        made = [code_in(series, number) for number in numbers]
        taken = set(Record.objects.filter(register=definition.code, code__in=made).values_list("code", flat=True))
        codes += [code for code in made if code not in taken]
    row.save(update_fields=["last"])
    return codes


def write_edition(record: Record, *, actor: str, at: datetime, move: str = "", reason: str = "") -> None:
    """Keep how the record stands from now on; the edition before ends."""
    RecordEdition.objects.filter(record=record, until_at=None).update(until_at=at)
    RecordEdition.objects.create(
        record=record,
        register=record.register,
        number=record.edition,
        version_id=record.version_id,
        agency_code=record.agency_code,
        state=record.state,
        values=record.values,
        move=move,
        reason=reason,
        actor=actor,
        at=at,
    )


def subject_of(register: str, code: str) -> str:
    """What the record's events are about."""
    return f"rec:{register}:{code}"[:80]

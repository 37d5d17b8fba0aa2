"""From what a template says about a field to all that is drawn."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from motcua.kernel.ui.pieces import Choice, Field
from motcua.kernel.ui.wording import day, translated

INPUT_TYPES = {"date": "text", "money": "text", "number": "text"}
"""What a browser's own widget does worse than a plain box: its date and number boxes ignore the page's language."""
KNOWN: dict[str, dict[str, Any]] = {
    "date": {"inputmode": "numeric", "data-day": True, "maxlength": 10, "autocomplete": "off"},
    "money": {"inputmode": "numeric", "autocomplete": "off"},
    "number": {"inputmode": "decimal", "autocomplete": "off"},
    "tel": {"inputmode": "tel", "autocomplete": "tel"},
    "email": {"inputmode": "email", "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
    "textarea": {"rows": 4},
}
GROUPS = {"radio", "checkboxes"}
OWN = {
    *("value", "error", "errors", "help", "options", "required", "width", "suffix", "files", "max_mb", "camera"),
    *("kinds", "hide_label", "columns", "id"),
}


def make_field(name: str, label: str, kind: str, given: Mapping[str, Any]) -> Field:
    """`given`: the tag's keywords; what is not ours becomes an attribute (``hx_get`` → ``hx-get``)."""
    own = {key: value for key, value in given.items() if key in OWN}
    extra = {key.replace("_", "-"): value for key, value in given.items() if key not in OWN}
    identifier = own.get("id") or f"id_{name}"
    value, error = own.get("value"), own.get("error") or (own.get("errors") or {}).get(name, "")
    drawn = Field(
        name=name,
        label=translated(label),
        kind=kind,
        id=identifier,
        value=_as_text(kind, value),
        error=translated(error),
        help=translated(own.get("help")),
        is_required=bool(own.get("required", True)),
        width=own.get("width", ""),
        choices=list(_choices(identifier, own.get("options") or (), value)),
        suffix=own.get("suffix") or ("đ" if kind == "money" else ""),
        files=list(own.get("files") or ()),
        max_mb=own.get("max_mb", 20),
        kinds=own.get("kinds") or "PDF, JPG, PNG",
        has_camera=bool(own.get("camera")),
        is_label_hidden=bool(own.get("hide_label")),
        columns=own.get("columns", 1),
    )
    drawn.attributes = _attributes(drawn, extra)
    return drawn


def _attributes(drawn: Field, extra: Mapping[str, Any]) -> dict[str, Any]:
    described = [f"{drawn.id}_help"] if drawn.help else []
    described += [f"{drawn.id}_error"] if drawn.error else []
    attributes: dict[str, Any] = dict(KNOWN.get(drawn.kind, {}))
    if drawn.kind not in {"textarea", "select", "radio", "checkboxes", "checkbox", "file"}:
        attributes["type"] = INPUT_TYPES.get(drawn.kind, drawn.kind)
    if described and drawn.kind not in GROUPS:
        attributes["aria-describedby"] = " ".join(described)
    if drawn.error and drawn.kind not in GROUPS:
        attributes["aria-invalid"] = "true"
    if drawn.is_required and drawn.kind in {"text", "textarea", "select", "date", "tel", "email", "password", "number"}:
        attributes["aria-required"] = "true"
    attributes.update(extra)
    return {key: value for key, value in attributes.items() if value is not False and value is not None}


def _as_text(kind: str, value: Any) -> str:
    if value is None or kind in GROUPS:
        return ""
    return day(value) if kind == "date" else str(value)


def _choices(identifier: str, options: Iterable[Any], value: Any) -> Iterable[Choice]:
    chosen = _chosen(value)
    for number, option in enumerate(options):
        parts = (option, option) if isinstance(option, str) else tuple(option)
        yield Choice(
            value=str(parts[0]),
            label=translated(parts[1]),
            hint=translated(parts[2]) if len(parts) > 2 else "",  # noqa: PLR2004 - value, label, hint
            id=f"{identifier}_{number}" if number else identifier,
            is_chosen=str(parts[0]) in chosen,
        )


def _chosen(value: Any) -> set[str]:
    if value is None:
        return set()
    if isinstance(value, Collection) and not isinstance(value, str):
        return {str(one) for one in value}
    return {str(value)}

"""What a model owes: its word, its retention, references that cross no wall, names that say what a column is."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

REPOSITORY = Path(__file__).resolve().parents[2]
MODELS = sorted(
    (model for model in apps.get_models() if model.__module__.startswith("motcua.")),
    key=lambda model: model._meta.label,
)
PERSONAL = re.compile(
    r"(^|_)(full_name|identity_number|phone|email|birth_on|address_line|answers|applicant|recipient)($|_)"
)
PUBLIC_BODIES = {"organisation.Agency"}
"""What they keep of an address or a telephone is the state's own, published anyway."""
VIETNAMESE_FIRST = re.compile(r"[A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬ][\w ,()/-]{1,60}: \w")
MOMENT_NAMES, DAY_NAMES = {"at"}, {"on", "day", "valid_from", "valid_to"}


def label(model):
    return model._meta.label


def own_fields(model):
    return [field for field in model._meta.local_fields if not field.primary_key and field.name != "last_login"]


def foreign_keys(model):
    return [field for field in own_fields(model) if isinstance(field, models.ForeignKey)]


def module_of(model):
    return model.__module__.split(".models")[0]


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_its_docstring_begins_with_the_vietnamese_word(model):
    assert VIETNAMESE_FIRST.match(model.__doc__ or ""), f"{label(model)}: «Word in Vietnamese: what it is.»"


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_it_stands_in_the_glossary(model):
    glossary = (REPOSITORY / "docs" / "glossary.md").read_text()
    word = (model.__doc__ or "").split(":")[0]
    assert f"`{model.__name__}`" in glossary, f"docs/glossary.md lacks `{model.__name__}` ({word})"


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_personal_data_names_its_retention(model):
    personal = [
        field.name for field in own_fields(model) if PERSONAL.search(field.name) and label(model) not in PUBLIC_BODIES
    ]
    assert not personal or "retention" in (model.__doc__ or "").lower(), (
        f"{label(model)} keeps {personal}: for how long?"
    )


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_reference_protects_what_it_refers_to_and_gives_it_no_way_back(model):
    for field in foreign_keys(model):
        if module_of(field.related_model) != module_of(model):
            assert field.remote_field.on_delete is models.PROTECT, f"{field}: PROTECT"
            assert field.remote_field.related_name == "+", f'{field}: related_name="+"'


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_it_inherits_no_table(model):
    assert not model._meta.parents


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_its_columns_say_what_they_hold(model):
    for field in own_fields(model):
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name in MOMENT_NAMES, f"{field}: a moment ends in _at"
        elif isinstance(field, models.DateField):
            assert field.name.endswith("_on") or field.name in DAY_NAMES, f"{field}: a day ends in _on"
        elif isinstance(field, models.BooleanField):
            assert field.name.startswith(("is_", "has_")), f"{field}: a yes/no begins with is_ or has_"


def test_references_across_modules_are_written_as_strings():
    """`"people.Account"`, never the class: the import would go through a wall."""
    faults = [
        f"{path}: {line.strip()}"
        for path in (REPOSITORY / "src" / "motcua").rglob("models*.py")
        for line in path.read_text().splitlines()
        if re.match(r"\s*from motcua\.(?!kernel)\w+\.\w+\.models", line) and module_path(path) not in line
    ]
    assert faults == []


def module_path(path):
    """``motcua.registry.places`` for a file in it."""
    parts = path.relative_to(REPOSITORY / "src").parts
    return ".".join(parts[:3])


TURNS_OF_THEIR_OWN = {
    "catalogue": "lock_catalogue",
    "forms": "EForm.objects.select_for_update",
    "organisation": "hold_organisation",
}


@pytest.mark.parametrize(
    "model",
    [one for one in MODELS if any(isinstance(c, ExclusionConstraint) for c in one._meta.constraints)],
    ids=label,
)
def test_who_writes_rows_that_exclude_each_other_takes_a_turn_first(model):
    actions = sorted(Path(apps.get_app_config(model._meta.app_label).path).glob("actions*/**/*.py")) or [
        Path(apps.get_app_config(model._meta.app_label).path, "actions.py")
    ]
    turn = TURNS_OF_THEIR_OWN.get(model._meta.app_label, f"take_turn_at({model.__name__})")
    written = "".join(file.read_text() for file in actions)
    assert turn in written or ("take_turn_at(*_MODELS" in written and f": {model.__name__}," in written)

"""The English catalogue is whole, in step with the sources, and keeps every parameter."""

import re
import shutil

import pytest

from motcua.roof.install import LOCALES, compile_catalogue
from tools import messages

NAMED = re.compile(r"\{(\w*)[^{}]*\}|%\((\w+)\)s")


def parameters(text):
    return sorted({first or second for first, second in NAMED.findall(text)})


def texts(value):
    return value if isinstance(value, tuple | list) else (value,)


def test_the_catalogue_is_in_step_with_the_sources():
    kept = {(message.id, message.context) for message in messages.read_catalogue() if message.id}
    marked = {(message.id, message.context) for message in messages.extracted() if message.id}
    assert kept == marked, f"run: make messages\nnot kept: {marked - kept}\nno longer marked: {kept - marked}"


def test_every_text_has_its_english():
    missing = messages.missing(messages.read_catalogue())
    assert not missing, f"{len(missing)} texts have no English:\n" + "\n".join(missing)


def test_a_translation_names_the_parameters_of_its_source():
    faults = [
        f"{source!r} -> {translated!r}"
        for message in messages.read_catalogue()
        if message.id and message.string
        for source, translated in zip(texts(message.id), texts(message.string), strict=False)
        if translated and parameters(source) != parameters(translated)
    ]
    assert faults == []


@pytest.mark.parametrize("catalogue", sorted(LOCALES.glob("*/LC_MESSAGES/*.po")), ids=lambda path: path.parts[-3])
def test_a_catalogue_compiles(catalogue, tmp_path):
    folder = tmp_path / catalogue.parts[-3] / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(catalogue, folder)
    assert compile_catalogue(folder / catalogue.name).stat().st_size > 0

"""The `motcua` command says what there is, and what went wrong, in words."""

import pytest

from motcua.roof import cli


def test_an_unknown_command_is_answered_with_the_list(capsys):
    assert cli.main(["fly"]) == 2
    said = capsys.readouterr().err
    assert "«fly»" in said
    assert "import-procedures" in said


def test_without_words_it_lists_every_command_with_its_explanation(capsys):
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    for name in ("run", "install", "migrate", "import-procedures"):
        assert f"  {name} " in said


@pytest.mark.parametrize("asked", ["--help", "-h"])
@pytest.mark.parametrize("name", list(cli.OWN))
def test_asking_a_command_for_help_does_not_start_it(name, asked, monkeypatch, capsys):
    started = []
    monkeypatch.setattr(cli, "OWN", {one: (started.append, text) for one, (_, text) in cli.OWN.items()})
    assert cli.main([name, asked]) == 0
    assert cli.OWN[name][1] in capsys.readouterr().out
    assert started == []


def test_every_command_explains_itself():
    assert [name for name, text in cli.django_commands().items() if not text] == []


def test_a_wrong_setting_is_told_without_a_trace(monkeypatch, capsys):
    monkeypatch.delenv("MOTCUA_DEBUG", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("MOTCUA_PORT", "many")
    assert cli.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "MOTCUA_PORT" in said
    assert "Traceback" not in said


def test_the_trace_is_there_for_who_asks(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("MOTCUA_PORT", "many")
    monkeypatch.setenv("MOTCUA_DEBUG", "1")
    with pytest.raises(ValueError, match="MOTCUA_PORT"):
        cli.main(["run"])


def test_commands_that_only_read_texts_need_no_database():
    assert {"read-deadlines", "read-fees"} <= cli.WITHOUT_DATABASE

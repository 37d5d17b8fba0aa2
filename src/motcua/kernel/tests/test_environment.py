import pytest

from motcua.kernel import environment as env

NAME = "MOTCUA_TESTED"


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(f"{NAME}_FILE", raising=False)


def test_a_value_comes_from_the_environment_else_from_the_default(monkeypatch):
    assert env.text(NAME, "mặc định") == "mặc định"
    monkeypatch.setenv(NAME, "đặt")
    assert env.text(NAME, "mặc định") == "đặt"


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("bí mật\n", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.text(NAME) == "bí mật"
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "none"))
    with pytest.raises(env.SettingError, match=f"{NAME}_FILE"):
        env.text(NAME, "mặc định")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("maybe", lambda: env.flag(NAME, default=False)),
        ("ten", lambda: env.integer(NAME, 1)),
        ("", lambda: env.integer(NAME, 1)),
        ("0", lambda: env.integer(NAME, 1, least=1)),
    ],
)
def test_a_wrong_value_fails_with_the_name_of_the_variable(monkeypatch, raw, read):
    monkeypatch.setenv(NAME, raw)
    with pytest.raises(env.SettingError, match=NAME):
        read()


def test_a_missing_value_without_default_fails_with_its_name():
    with pytest.raises(env.SettingError, match=f"{NAME} is not set"):
        env.text(NAME)


@pytest.mark.parametrize(("raw", "is_on"), [("1", True), ("True", True), (" yes ", True), ("off", False), ("", False)])
def test_flags_are_read_however_they_are_written(monkeypatch, raw, is_on):
    monkeypatch.setenv(NAME, raw)
    assert env.flag(NAME, default=not is_on) is is_on


def test_numbers_lists_and_paths_are_typed(monkeypatch, tmp_path):
    monkeypatch.setenv(NAME, "20")
    assert env.integer(NAME, least=1) == 20
    monkeypatch.setenv(NAME, "a, b,,c ")
    assert env.words(NAME) == ["a", "b", "c"]
    monkeypatch.setenv(NAME, str(tmp_path / ".." / tmp_path.name))
    assert env.path(NAME, "var") == tmp_path

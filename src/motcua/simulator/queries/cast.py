"""The cast: seven people known by their part."""

from collections.abc import Mapping

from motcua.registry.people.public import account_names
from motcua.simulator.queries import content

PASSWORD = "Cao-Bang-2026"  # noqa: S105 - of accounts that exist in the sample only, printed at every start
PARTS: Mapping[str, str] = {
    "citizen": "Công dân (citizen)",
    "receiver": "Tiếp nhận (counter)",
    "specialist": "Chuyên viên (specialist)",
    "leader": "Lãnh đạo ký (leader)",
    "controller": "Kiểm soát (controller)",
    "admin": "Quản trị (administrator)",
    "stranger": "Cán bộ nơi khác (stranger)",
}


def sign_ins() -> list[tuple[str, str, str]]:
    """Who they are, user name and password; nobody where the sample is not loaded."""
    usernames = cast()
    names = account_names(usernames.values())
    return [
        (f"{PARTS[part]}: {names[username]}", username, PASSWORD)
        for part, username in usernames.items()
        if username in names
    ]


def cast() -> dict[str, str]:
    """Part → user name, in the order of `PARTS`."""
    table = content.read("officers.toml")
    found = {officer["cast"]: officer["username"] for officer in table["officer"] if "cast" in officer}
    found["citizen"] = table["citizen"]["identity_number"]
    return {part: found[part] for part in PARTS}

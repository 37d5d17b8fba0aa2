"""`motcua install`: what is made after the packages are there and never committed: browser files, translations."""

from importlib.util import find_spec
from pathlib import Path

LOCALES = Path(__file__).resolve().parent / "locale"


def install() -> None:
    """Collect the browser's files from the installed packages; compile the translations. Needs no database."""
    if find_spec("motcua.kernel.ui.assets"):
        from motcua.kernel.ui.assets import build_assets

        build_assets()
    for catalogue in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        compile_catalogue(catalogue)


def compile_catalogue(catalogue: Path) -> Path:
    """Write the .mo beside a .po; raises ValueError if a translation names a parameter the source does not."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parent.parent.name)
    faults = [f"{message.id!r}: {fault}" for message, errors in messages.check() for fault in errors]
    if faults:
        raise ValueError(f"{catalogue.name}: " + "; ".join(faults))
    target = catalogue.with_suffix(".mo")
    with target.open("wb") as binary:
        write_mo(binary, messages)
    return target

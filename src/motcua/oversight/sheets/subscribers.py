"""What follows from a form that was frozen."""

from motcua.capabilities.notifications.public import Recipient, notify
from motcua.kernel import clock
from motcua.kernel.events.subscribe import on
from motcua.kernel.files.store import store_file
from motcua.oversight.sheets.events import SheetFrozen
from motcua.oversight.sheets.queries.files import file_of
from motcua.oversight.sheets.queries.sent import letter_for

KINDS = ("xlsx", "docx")


@on(SheetFrozen)
def mail_to_subscriber(event: SheetFrozen) -> None:
    """Excel and Word to the address, once; files are made from what was frozen, not counted again."""
    letter = letter_for(event)
    if letter is None:
        return
    at = clock.now()
    made = [file_of(letter.paper, kind) for kind in KINDS]
    notify(
        event,
        recipient=Recipient(username=letter.username, email=letter.email, name=letter.name),
        template="sheets/notices/frozen.txt",
        context={"paper": letter.paper, "path": letter.path, "link": letter.link, "digest": event.digest},
        at=at,
        files=[store_file(one.content, name=one.name, at=at) for one in made],
    )

"""What can be refused about boards, stated as a fact."""

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.mark import mark


class BoundariesFaulty(InvalidInput):
    """A file of boundaries that cannot be taken; nothing of it was."""

    text = mark("{place}: {reason} Chưa ghi gì.")

"""What can go wrong on the way."""


class NoCarrier(LookupError):
    """No adapter is registered for the channel under that name: a wrong setting, told at start."""

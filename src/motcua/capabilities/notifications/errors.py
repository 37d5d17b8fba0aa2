"""What can go wrong on the way."""


class NoCarrier(LookupError):
    """No adapter is registered for the channel; a wrong setting, told at start."""

"""Recounting dates, proving them, reminding who is late with an answer."""

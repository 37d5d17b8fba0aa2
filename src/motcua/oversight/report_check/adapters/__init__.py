"""Files of other programs, read as text."""

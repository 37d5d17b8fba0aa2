"""Files by their content: stored once under their SHA-256, their type sniffed, their size limited."""

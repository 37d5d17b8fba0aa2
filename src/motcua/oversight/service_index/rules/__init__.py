"""How an item of the index is read and scored: plain Python over a definition."""

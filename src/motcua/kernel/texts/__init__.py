"""Vietnamese text: normal form, keys for searching and sorting, the case of names."""

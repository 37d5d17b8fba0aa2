"""Finding rows by what people type: without accents, with a typo, in any order of words."""

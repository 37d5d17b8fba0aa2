"""Plain Python: what a schema means, how answers are read and checked."""

"""Abilities that know no case: forms, processes, notices."""

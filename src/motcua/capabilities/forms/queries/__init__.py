"""Forms in force, answers checked, answers in words."""

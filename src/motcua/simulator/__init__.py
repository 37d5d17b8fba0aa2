"""A province in a box: seeded residents, officers, a year of demand."""

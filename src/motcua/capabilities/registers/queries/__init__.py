"""Reading registers, their records and their figures."""

"""A bare signed-in Django: session, the ORM and one fragment, writing the rows that the house writes, nothing else."""

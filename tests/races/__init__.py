"""Real threads and real transactions: what happens at the same moment happens once."""

"""Loading the table of places and the decrees that change it."""

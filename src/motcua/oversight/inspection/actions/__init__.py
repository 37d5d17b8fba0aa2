"""What is done with inspections."""

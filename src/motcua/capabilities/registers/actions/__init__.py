"""What is done to registers and their records."""

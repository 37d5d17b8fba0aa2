"""What a register is, what its records may hold, and how both are read and said. Plain Python."""

"""The parts of a procedure and the readers that make them of the national portal's words. Plain Python."""

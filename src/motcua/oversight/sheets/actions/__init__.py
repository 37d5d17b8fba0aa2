"""What is done with report forms."""

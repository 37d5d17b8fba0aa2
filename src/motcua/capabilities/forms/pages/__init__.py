"""What the boxes of forms ask for while one types."""

"""What keeps the house in order: the contract of doors, lint rules of our own, the translation catalogue."""

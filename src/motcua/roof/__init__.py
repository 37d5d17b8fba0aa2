"""The roof: settings, addresses, and the commands that start the house."""

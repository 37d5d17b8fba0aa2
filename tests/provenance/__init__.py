"""Every figure on every page leads to what it is made of."""

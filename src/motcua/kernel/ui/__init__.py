"""How it looks: tokens, about fifteen components, the answers a page gives."""

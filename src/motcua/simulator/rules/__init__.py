"""How the sample province behaves, in plain Python: who lives there, what they ask, how it goes."""

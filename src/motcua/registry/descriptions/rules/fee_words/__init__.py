"""The grammar of fees: tokens, clauses, phrases, fees; every figure that no rule explains is a doubt."""

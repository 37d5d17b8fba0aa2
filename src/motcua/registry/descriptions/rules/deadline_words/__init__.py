"""A small grammar of how deadlines are written: tokens → figures → clauses → one reading or a doubt."""

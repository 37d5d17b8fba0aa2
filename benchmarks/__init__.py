"""Bars: each measures one promise of the house and prints ratios of one run, never absolute claims."""

"""What imports and types cannot show: the wiring, the tables, the budgets."""

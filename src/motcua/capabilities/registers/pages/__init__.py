"""Pages of registers: any definition, the same pages."""

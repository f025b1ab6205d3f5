"""Who says what: quotations and reporting clauses."""

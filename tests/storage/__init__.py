"""What is remembered: transactions, schema, subjects."""

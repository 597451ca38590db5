"""Money at the counter: collecting, today's slips, the fee table."""

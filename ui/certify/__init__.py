"""Certification while the citizen waits (sao y): a form for twenty seconds and the entries of the day."""

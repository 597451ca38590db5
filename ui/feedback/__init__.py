"""Feedback and petitions, kept apart from dossiers."""

"""Forward-only steps of the database schema, each complete in itself."""

"""Forward-only steps of the province's schema, each complete in itself."""

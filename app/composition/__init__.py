"""Builds every object once and connects them: the only package that knows which part stands behind a port."""

"""The office database: the only package of the device that touches SQLite."""

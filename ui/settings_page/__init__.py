"""The settings page: what papers say of the office, its people, this computer, the way to the province."""

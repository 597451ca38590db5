"""The exchange between counters, hub and province."""

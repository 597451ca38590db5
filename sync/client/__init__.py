"""The exchange engine of a device and its carriers."""

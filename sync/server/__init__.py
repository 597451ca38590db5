"""What a hub and the province serve."""

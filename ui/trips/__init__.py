"""What can be brought to each village in one trip."""

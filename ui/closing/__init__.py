"""The page that closes a day."""

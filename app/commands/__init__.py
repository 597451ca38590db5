"""The commands of `motcua`, one module per group; each is imported when it is called."""

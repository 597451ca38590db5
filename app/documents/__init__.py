"""Papers: content, layout and PDF bytes."""

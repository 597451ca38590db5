"""Work off the GUI thread: named lanes, one relay back, and what changed."""

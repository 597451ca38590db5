"""What the office hangs up: chosen, looked at and printed."""

"""The queue: numbers drawn and called, and the number on the wall."""

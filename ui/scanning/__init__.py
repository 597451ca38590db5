"""Hand-held scanners that type like a keyboard: seen early, kept out of the field that has the keyboard."""

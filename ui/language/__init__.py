"""The language of the window: our texts, Qt's own texts, and the switch while everything is open."""

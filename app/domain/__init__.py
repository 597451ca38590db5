"""The rules of the counter: pure, standard library only."""

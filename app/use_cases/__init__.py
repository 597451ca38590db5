"""One module per thing a person does, and the ports it needs."""

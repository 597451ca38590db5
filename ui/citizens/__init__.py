"""People at the counter: the queue, their rating, what they say, and trips to their villages."""

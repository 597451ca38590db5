"""The rating at the screen: five faces for each question."""

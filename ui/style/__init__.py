"""One visual language: colours, spacing, type, icons and the style sheet made of them."""

"""Parts that every page is built of: cards, fields, pickers, notices."""

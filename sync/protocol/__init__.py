"""Facts to bytes and back, holdings, receipts, signing; no input or output."""

"""The way in: sign in, first start, forgotten passphrase. Imports nothing heavy: it is painted first."""

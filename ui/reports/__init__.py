"""Registers and reports: chosen, looked at, followed down to the dossiers, printed, kept as files."""

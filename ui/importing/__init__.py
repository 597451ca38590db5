"""Taking over dossiers in progress from other programs' lists."""

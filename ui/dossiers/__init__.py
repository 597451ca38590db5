"""The dossiers page: the list, the search, one dossier whole, and what can be done with it."""

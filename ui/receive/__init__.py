"""The receive page: a dossier from the empty form to the printed slip."""

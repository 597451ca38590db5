"""Languages of the window and of the papers: catalogues, dates, numbers, money."""

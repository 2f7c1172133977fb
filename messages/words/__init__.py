"""One function for each thing that is said; the sentences are in the templates."""

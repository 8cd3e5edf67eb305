"""Export and import of a study, one module per format."""

"""One module a format: how a study leaves diptych, and how what left comes back."""

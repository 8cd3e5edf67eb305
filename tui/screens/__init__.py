"""The screens and dialogs that open over the reader: what each asks or shows, and its keys."""

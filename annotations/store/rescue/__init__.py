"""Handles a damaged study: locates the damage, reads the backup, saves what is sound."""

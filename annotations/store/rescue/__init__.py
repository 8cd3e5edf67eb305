"""What to do about a damaged study: say where it is, read the backup, save what is sound."""

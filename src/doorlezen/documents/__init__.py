"""Files that people give us: their bytes, what kind they are, and the readers that every list shares."""

"""Lists of who was there, as conference systems write them: which table, which times, which people."""

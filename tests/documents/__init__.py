"""Files of others: what is read, what is refused, and what no file can do to us."""

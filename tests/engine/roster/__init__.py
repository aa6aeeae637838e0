"""The roster: its files, its check, its solver beside brute force."""

"""Damaged files for every reader of uploads: thousands in `make test-long`, a few in `make test`."""

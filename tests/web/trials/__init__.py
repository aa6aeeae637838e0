"""Pages of a trial without an account."""

"""A first plan for a visitor without an account."""

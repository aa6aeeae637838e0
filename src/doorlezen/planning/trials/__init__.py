"""A first plan for a visitor without an account: real schools, open data, assumptions that are named."""

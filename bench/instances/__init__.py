"""A public benchmark: instances from the open register or an invented one, a validator, a table."""

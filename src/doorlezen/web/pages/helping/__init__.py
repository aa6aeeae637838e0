"""Help: what somebody does here in a year, a page per role."""

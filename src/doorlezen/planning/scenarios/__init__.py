"""Scenarios: the library files that people make and keep on the site, and the plans that come out of them."""

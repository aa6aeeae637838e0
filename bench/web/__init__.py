"""`make bench-web`: how fast the site answers with the whole country in it."""

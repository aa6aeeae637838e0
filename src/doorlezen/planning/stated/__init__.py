"""What gemeenten ask of a library, in their own words, and what became of it."""

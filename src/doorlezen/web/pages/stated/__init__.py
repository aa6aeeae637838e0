"""Pages of what gemeenten ask of a library."""

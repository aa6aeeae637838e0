"""Pages of what gemeenten ask."""

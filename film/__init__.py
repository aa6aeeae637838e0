"""The short recording of the demo: how it is made. What comes out stands in demo/files."""

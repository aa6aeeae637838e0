"""Large problems in parts: nearly all belongs to one gemeente, and a few rows tie the country together.

docs/decomposition.md explains the mathematics.
"""

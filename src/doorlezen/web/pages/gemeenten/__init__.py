"""The gemeente as the library knows it: its schools, its demands, and what the newest plan does there."""

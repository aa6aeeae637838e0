"""Pages of the team of a library: its people, what they can, and the numbers that a roster rests on."""

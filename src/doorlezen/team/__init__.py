"""The people who go to schools for a library: their hours, what they can, what a roster is made of."""

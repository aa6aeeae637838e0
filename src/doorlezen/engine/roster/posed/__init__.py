"""What is asked of a roster, and what answers it: the problem, the roster, their files, the ways."""

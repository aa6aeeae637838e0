"""A problem as a linear program, and the solvers that a program is given to."""

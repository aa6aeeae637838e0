"""From a roster problem to the best roster: prices for the schools, a knapsack per person, then the rest."""

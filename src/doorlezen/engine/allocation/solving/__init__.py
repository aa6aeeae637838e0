"""From a problem to its plan: the search, by parts where it is large, and the choice among equal plans."""

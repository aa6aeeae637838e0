"""The plan on screen: a list of proposals, and of each the plan, its gemeenten, its schools, its demands."""

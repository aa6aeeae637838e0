"""The pages on which a scenario is made."""

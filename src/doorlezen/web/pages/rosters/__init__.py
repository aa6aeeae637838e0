"""Rosters: made, looked at per person and per school, frozen."""

"""Rosters of a library: made from the adopted plan and the team, changed by hand, frozen, published."""

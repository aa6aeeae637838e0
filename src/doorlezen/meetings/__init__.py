"""Coming webinars: who registers, who has a place, what they are mailed, ask, and found of it."""

"""The country for the national programme: who has a score, who is planned for, and money under keys."""

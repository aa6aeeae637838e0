"""What planning does with the database: calculations asked for, answered by workers, and looked up."""

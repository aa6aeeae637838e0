"""What a library agrees with schools and gemeenten: what it asks for its work."""

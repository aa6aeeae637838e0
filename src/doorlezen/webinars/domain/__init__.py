"""What the catalogue does: every write goes through here."""

"""What happens with registrations. Every write goes through here."""

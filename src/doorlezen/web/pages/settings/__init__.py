"""What an organisation sets about itself: its name and look, its logo, and where its people log in."""

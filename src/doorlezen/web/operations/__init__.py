"""What keeps the site running: logs, health, limits, mail, static files, checks before it opens."""

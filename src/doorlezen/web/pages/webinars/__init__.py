"""The public pages under /webinars/."""

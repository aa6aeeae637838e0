"""Logging in: what django-allauth calls while somebody does, and who is asking afterwards."""

"""Captions: read from WebVTT and SubRip, checked, and written again. Nothing is transcribed by a service."""

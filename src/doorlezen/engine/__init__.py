"""The engine: plain data in, plain data out. No Django, no database, no clock, no files of its own."""

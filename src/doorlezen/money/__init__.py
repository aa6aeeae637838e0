"""The money of a library's plan: purses, and a ledger of what was granted, reserved, committed and spent."""

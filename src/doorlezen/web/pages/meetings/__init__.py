"""The pages of registration: for everybody, for one person by the key in a mail, and for organisers."""

"""What every app needs and none is about: small rooms that know ids and import no app.

A piece stands here only when two apps use it already. Functions and a dataclass each; no framework.
"""

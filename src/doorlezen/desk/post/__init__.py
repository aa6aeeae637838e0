"""Mail: every letter is a row and a job, written with what it tells about, and leaves once.

``kinds``: which letters there are; ``outbox``: have one sent; ``sending`` and ``smtp``: what the job does.
"""

"""The settings of the site, and a header on each answer that says what it took inside."""

from doorlezen.web.settings import *  # noqa: F403

MIDDLEWARE = ["bench.web.counting.CountingMiddleware", *MIDDLEWARE]  # noqa: F405

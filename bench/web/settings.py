"""The settings of the site, a header on each answer that says what it took inside, and an empty page."""

from doorlezen.web.settings import *  # noqa: F403

ROOT_URLCONF = "bench.web.urls"
MIDDLEWARE = ["bench.web.counting.CountingMiddleware", *MIDDLEWARE]  # noqa: F405

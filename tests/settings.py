"""The product's own settings, on an embedded database that belongs to the tests."""

import os
from pathlib import Path

os.environ.setdefault("DOORLEZEN_HOME", str(Path(__file__).parent.parent / "var" / "test"))

from doorlezen.web.settings import *  # noqa: F403

# Pages that are made inside the test process need no gathered files; tests/browser has a server with them.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # noqa: F405

# A good hash is slow by design, and the tests log in hundreds of times; test_rules.py looks at ours.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405

# The issuers of the tests stand on this machine. Not by the environment, which the commands of tests inherit.
LOCAL_ISSUERS = True

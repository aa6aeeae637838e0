"""Every line that the site, its server and its worker write, in one form.

In production each line is a JSON object; on a screen it is a readable line. No line holds a mail address, a
name or the query of an address: a person is a number, which the audit trail explains to who may know.
"""

import logging
import re
from typing import Any

import structlog
from structlog.typing import Processor

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")

_SEALED = re.compile(r"gAAAA[\w=-]{40,}")
"""What desk/seal.py makes: nobody can read it, and it fills the screen."""


def configuration(*, readable: bool) -> dict[str, Any]:
    """Python's logging, for Django's LOGGING and for the server (whose loggers are `_granian`)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "doorlezen.web.operations.logs.formatter", "readable": readable}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "doorlezen": {"level": "INFO"},
            "_granian": {"handlers": [], "level": "INFO", "propagate": True},
            # the handlers that Django gives this one by itself would write a second, different line
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # refused and missing pages have a line of their own (middleware.RequestMiddleware)
            "django.request": {"level": "ERROR"},
            "django.security.csrf": {"level": "ERROR"},
        },
    }


def formatter(*, readable: bool) -> logging.Formatter:
    """What turns a record of any logger into one line, the id of the request included."""
    render: list[Processor]
    if readable:
        plain = structlog.dev.plain_traceback
        render = [structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, exception_formatter=plain)]
    else:
        # the values of local variables stay out: they hold what people typed
        told = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, use_rich=False)
        render = [
            structlog.processors.ExceptionRenderer(told),
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_first(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *render,
            _without_what_is_private,
        ],
    )


def use_structlog() -> None:
    """Send what our own code logs with structlog through the same handlers."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_first(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _first() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _without_what_is_private(_logger: object, _method: str, line: Any) -> str:
    """A database tells which value it refused, a queue what a job was given, Django what was asked for."""
    # only here: the addresses of the site are not there yet when its logging is set up
    from doorlezen.web.operations.masking import masked

    return masked(_SEALED.sub("(…)", _MAIL.sub("(e-mail)", str(line))))

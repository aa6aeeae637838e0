"""The jobs of the site itself; Procrastinate looks for a module of this name."""

from procrastinate.contrib.django import app


@app.periodic(cron="10 3 * * *")
@app.task(name="web.forget")
def forget(timestamp: int) -> None:
    """Every night: forget what has had its time."""
    from doorlezen.web.operations.forgetting import forget_what_is_over

    forget_what_is_over()

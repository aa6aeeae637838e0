"""The jobs of the catalogue, as Procrastinate finds them: this module's name is the one that it looks for."""

from procrastinate.contrib.django import app

from doorlezen.webinars.domain.unshowable import tell_of_faults


@app.periodic(cron="40 4 * * *")
@app.task(name="webinars.tell_of_faults")
def tell_of_webinars_that_nobody_sees(timestamp: int) -> None:
    """Every night: name in the log the webinars that are shown to nobody because of a fault."""
    tell_of_faults()

"""Finding in what was said in webinars, at /webinars/zoeken/."""

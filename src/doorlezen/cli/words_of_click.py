"""click says "Usage" and "No such option" by itself: let it do so in the language of Doorlezen."""

import gettext
import os

from doorlezen.language import LOCALE, current


def translate_click() -> None:
    """Give the standard gettext, which click asks for its words, our language and our catalogue of them.

    For the whole process, so only for a program that starts. In English there is nothing to look up.
    """
    os.environ["LANGUAGE"] = current()
    gettext.bindtextdomain("click", LOCALE)
    gettext.textdomain("click")

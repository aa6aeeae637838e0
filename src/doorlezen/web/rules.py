"""The permissions of the pages that bring floors together; Django finds this module by its name."""

from doorlezen.web.pages.gemeenten import rules as gemeenten
from doorlezen.web.pages.register import rules as register
from doorlezen.web.pages.schools import rules as schools

__all__ = ["gemeenten", "register", "schools"]

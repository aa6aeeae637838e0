"""How the site looks for this reader and at this organisation."""

from doorlezen.web.pages.style.house import house_style, logo
from doorlezen.web.pages.style.preferences import preferences

__all__ = ["house_style", "logo", "preferences"]

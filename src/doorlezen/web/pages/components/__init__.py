"""All pieces of the site on one page, for who builds pages with them."""

from doorlezen.web.pages.components.views import components

__all__ = ["components"]

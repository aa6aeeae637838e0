"""The meetings that come with Doorlezen, as data in our own words."""

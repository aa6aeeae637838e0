"""Doorlezen: plans de Bibliotheek op school at primary schools with an achterstandsscore."""

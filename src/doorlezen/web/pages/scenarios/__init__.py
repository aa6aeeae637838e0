"""The pages on which people make a scenario, part by part."""

"""The pages about people: at an organisation, and of a person themselves."""

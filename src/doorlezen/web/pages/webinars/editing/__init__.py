"""The pages for editors, under /o/<organisation>/webinars/."""

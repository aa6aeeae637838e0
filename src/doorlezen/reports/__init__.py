"""Results that people can use: one story of a plan, told as a terminal table, a workbook and a PDF.

`telling.tell` computes every figure once (`story.Story`); the three outputs only set them in type.
"""

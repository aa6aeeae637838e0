"""Proposals: a problem and its plan as a library keeps and shares them.

`storing` takes one in, `sharing` lets others see it, `sight` says what of it somebody may see, and `queries`
is the only way to find one. The plan itself is not told here: that is up to `reports`.
"""

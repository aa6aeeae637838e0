"""Plans: a problem and its plan as a library keeps, decides about and shares them.

`storing` takes one in, `deciding` takes it from draft to adopted, `sharing` lets others see it and `audience`
tells beforehand who that is, `sight` says what of it somebody may see, `naming` what it is called, and
`queries` is the only way to find one. `explaining` and `dividing` have a worker answer what is asked about
it. The plan itself is not told here: that is up to `reports`.
"""

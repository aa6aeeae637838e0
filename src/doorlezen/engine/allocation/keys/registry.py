"""The verdeelsleutels there are. To add one: a module with a `Key`, and one line here."""

from collections.abc import Mapping

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.keys.equal import Equal
from doorlezen.engine.allocation.keys.last_year import LastYear
from doorlezen.engine.allocation.keys.need import Need
from doorlezen.engine.allocation.keys.proportional import Proportional
from doorlezen.engine.allocation.keys.reach import Reach

KEYS: Mapping[str, Key] = {key.id: key for key in (Need(), Reach(), Equal(), Proportional(), LastYear())}
"""By id, in the order in which they are shown. Need is always first: the others are compared with it."""

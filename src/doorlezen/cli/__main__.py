"""``python -m doorlezen.cli``: the same as the `doorlezen` command."""

from doorlezen.cli.main import main

main()

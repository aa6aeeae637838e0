"""The library's own file (TOML): what it says about money, people, choices and demands."""

from doorlezen.planning.library.library_file import read_library
from doorlezen.planning.library.library_model import Library
from doorlezen.planning.library.selectors import Candidate

__all__ = ["Candidate", "Library", "read_library"]

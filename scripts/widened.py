"""Print what the project depends on without its upper bounds, for `make newest`.

An upper bound says up to where a library was verified; the newest release is found beyond it.
"""

import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def widened(text: str) -> str:
    """Return a requirement with its lower bound alone.

    Examples
    --------
    >>> widened("streamlit[auth]>=1.67,<1.68")
    'streamlit[auth]>=1.67'
    """
    requirement = Requirement(text)
    lower = (str(one) for one in requirement.specifier if one.operator in {">=", ">"})
    requirement.specifier = SpecifierSet(",".join(lower))
    return str(requirement)


if __name__ == "__main__":
    declared = tomllib.loads(PYPROJECT.read_text("utf-8"))
    for one in [*declared["project"]["dependencies"], *declared["dependency-groups"]["dev"]]:
        print(widened(one))  # noqa: T201 - its output is what it is for

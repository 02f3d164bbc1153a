"""What follows from the same things is made once, then the same object for all sessions.

A `Dataset` is the same object until a file changes or something is recorded, and so is what is made
of it here: read it, never change it. A table that is taken from one is another object each time;
``once(getattr, dataset, "towns")`` is always the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class _Same:
    """Something that is equal to itself alone; holding it keeps its identity its own."""

    __slots__ = ("it",)

    def __init__(self, it: object) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


def once(make: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made:
    """Return what a function makes of these things, which it is asked for once.

    Parameters
    ----------
    make
        A function of a module, which gives the same for the same things; one that is defined
        anew in each run would be asked in each.
    given, named
        What it takes. What has no hash of its own, like a table, is known by its identity.
    """
    made: _Made = _made(
        make,
        tuple(map(_known, given)),
        tuple((name, _known(each)) for name, each in named.items()),
    )
    return made


@lru_cache(maxsize=256)
def _made(
    make: Callable[..., Any], given: tuple[object, ...], named: tuple[tuple[str, object], ...]
) -> Any:  # noqa: ANN401 - whatever the function makes
    return make(*map(_itself, given), **{name: _itself(each) for name, each in named})


def _known(each: object) -> object:
    try:
        hash(each)
    except TypeError:
        return _Same(each)
    return each


def _itself(each: object) -> object:
    return each.it if isinstance(each, _Same) else each

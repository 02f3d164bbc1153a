"""axe-core on a page, with what Streamlit causes listed by rule and element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Allowed:
    """A fault that is not ours to mend.

    Parameters
    ----------
    rule
        Identifier of the rule of axe-core.
    element
        Part of the element's HTML by which it is known.
    why
        Who causes it, and how.
    """

    rule: str
    element: str
    why: str


ALLOWED: Final[tuple[Allowed, ...]] = ()

_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """Return the serious and critical faults of a page and its frames that are ours."""
    axe = Axe()
    for frame in page.frames:
        if frame != page.main_frame:
            frame.evaluate(axe.axe_script)
    options = {"runOnly": _TAGS, "resultTypes": ["violations"]}
    response: dict[str, Any] = axe.run(page, options=options).response
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:300]} {node['failureSummary']}"
        for violation in response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if not any(
            allowed.rule == violation["id"] and allowed.element in node["html"]
            for allowed in ALLOWED
        )
    ]


_AT_REST: Final = """() => document.getAnimations().every((animation) =>
    animation.playState !== "running" || animation.effect.getTiming().iterations === Infinity)"""


def assert_accessible(page: Page) -> None:
    """Fail when axe-core finds something serious or critical that is ours."""
    page.wait_for_function(_AT_REST)  # half faded in, a text has no contrast
    found = faults(page)
    assert not found, "\n\n".join(found)

"""The pages of the door: plain HTML without scripts, in light and dark, a few kilobytes each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from pvd_geo.audiences import AUDIENCES, EVERYONE
from pvd_geo.formatting import capitalised, date_long
from pvd_geo.ui.html import join, tag
from pvd_geo.ui.server.plain_page import PlainPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pvd_geo.store.doors import Opening

_PLAIN: Final = PlainPage(
    ":root{color-scheme:light dark;--ink:#16202c;--back:#fff;--soft:#546172;--line:#7b8794;"
    "--key:#1d4f91;--on:#fff}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8ecf1;--back:#10161d;--soft:#aab4c0;"
    "--line:#7f8b99;--key:#8fb8ee;--on:#10161d}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--back);color:var(--ink);font:1.125rem/1.5 system-ui,sans-serif}"
    "main{max-width:32rem;margin:0 auto;padding:1.25rem}"
    "h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0}"
    ".soft{color:var(--soft);margin:.25rem 0 1rem}"
    "fieldset{border:0;margin:0 0 1.25rem;padding:0}"
    "legend,.label{font-weight:600;padding:0;margin:0 0 .5rem;display:block}"
    ".choice{display:flex;align-items:center;gap:.75rem;min-height:3rem;padding:.25rem .75rem;"
    "border:1px solid var(--line);border-radius:.5rem;margin-bottom:.5rem}"
    ".choice input{width:1.25rem;height:1.25rem;accent-color:var(--key)}"
    "select{width:100%;min-height:3rem;font:inherit;color:inherit;background:var(--back);"
    "border:1px solid var(--line);border-radius:.5rem;padding:0 .5rem;margin-bottom:1.5rem}"
    "button{width:100%;min-height:3.5rem;font:inherit;font-weight:600;border:0;border-radius:.5rem;"
    "background:var(--key);color:var(--on)}"
    ".said{border-left:.3rem solid var(--key);padding:.5rem .75rem;margin:1rem 0}"
    "a{color:var(--key)}"
    ".end{margin-top:1.25rem;font-size:1rem}"
    ":focus-visible{outline:3px solid var(--key);outline-offset:2px}"
)
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        f"style-src {_PLAIN.style_source}",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing is loaded, nothing is run, and the form goes nowhere else."""
_PROMISE: Final = (
    "Ni nom, ni adresse, ni rien qui vous identifie n’est demandé ou conservé : seul un nombre par"
    " public l’est."
)


def form(
    opening: Opening, towns: Iterable[tuple[str, str]], nonce: str, complaint: str = ""
) -> bytes:
    """Return the page where somebody says what they are.

    Parameters
    ----------
    opening
        The meeting.
    towns
        Code and name of those that are offered.
    nonce
        The random word by which this form counts once.
    complaint
        What was missing in the form that was sent.
    """
    choices = [
        tag(
            "label",
            Markup('<input type="radio" name="public" value="{}" required>').format(key),
            capitalised(audience.label),
            css="choice",
        )
        for key, audience in AUDIENCES.items()
        if key != EVERYONE
    ]
    # Without the end tags, which HTML does not ask for: 2 kB less for the largest region.
    options = [
        Markup('<option value="{}">{}').format(code, name)
        for code, name in (("", "Sans réponse"), *towns, ("", "Autre commune"))
    ]
    town = (
        tag("label", "Votre commune (facultatif)", for_="commune", css="label"),
        tag("select", *options, name_="commune", id="commune"),
    )
    return _page(
        opening.title,
        _head(opening),
        tag("p", complaint, css="said", role="alert") if complaint else "",
        tag(
            "form",
            tag("fieldset", tag("legend", "Vous êtes"), *choices),
            *(town if len(options) > 2 else ()),  # noqa: PLR2004 - the two that name no town
            Markup('<input type="hidden" name="fiche" value="{}">').format(nonce),
            tag("button", "Je suis là", type="submit"),
            method="post",
            autocomplete="off",
        ),
        tag("p", _PROMISE, css="soft end"),
    )


def thanks(opening: Opening, *, again: bool) -> bytes:
    """Return what somebody reads who pressed, for the first time or once more."""
    said = "Vous étiez déjà comptée ou compté." if again else "C’est noté. Merci !"
    return _page(
        opening.title,
        _head(opening),
        tag("p", tag("strong", said), css="said", role="status"),
        tag("p", tag("a", "Compter une autre personne avec ce téléphone", href="?suivante=1")),
        tag("p", _PROMISE, css="soft end"),
    )


def notice(title: str, *sentences: str) -> bytes:
    """Return a page that only says something."""
    return _page(
        title, tag("h1", title), tag("div", *(tag("p", each) for each in sentences), role="alert")
    )


def _head(opening: Opening) -> Markup:
    day = date_long(opening.first) if opening.first else ""
    where = ", ".join(filter(None, (opening.place, day)))
    return join([tag("h1", opening.title), tag("p", where, css="soft") if where else ""])


def _page(title: str, *content: object) -> bytes:
    name = tag("p", "Petites villes de demain", css="soft")
    return _PLAIN.write(f"{title} – Petites villes de demain", name, *content)

"""Sheets that a test brings in."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).parents[1] / "data" / "sheets"
TWELVE = CORPUS / "tally-twelve-cp1252.csv"
SIGN_IN = CORPUS / "sign-in.csv"
SCRIPT = "<img src=x onerror=\"document.title='pwned'\">"


def hostile_contributions() -> bytes:
    """Return contributions whose every free text is a script."""
    lines = ["rencontre;theme;nature;texte;groupe"]
    quoted = SCRIPT.replace('"', '""')
    lines += [
        f'{host};{theme};idée;"{quoted} {host} {theme}";"{quoted}"'
        for host in ("Paimpol", "Corte")
        for theme in ("habitat", "friches", "mobilites", "commerce", "sante")
    ]
    return "\n".join(lines).encode()

"""Recording from the server's command line: the same rules and the same preview as the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pvd_geo import store
from pvd_geo.categories import BASES
from pvd_geo.formatting import integer, listed, plural
from pvd_geo.meetings.life import in_force
from pvd_geo.methods import almost
from pvd_geo.reader import limits, refusals
from pvd_geo.renewal.terminal import folder_in_force
from pvd_geo.settings import settings
from pvd_geo.sheets import References, Result, check_sheet, doubts
from pvd_geo.sheets.presentation import sentences
from pvd_geo.sheets.preview import preview
from pvd_geo.tables import loading
from pvd_geo.tables.records import KIND_LABELS
from pvd_geo.timeline.former import FormerNames

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from pvd_geo.store import Entry
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.tables.records import Sheet

_TABLES = (
    *("attendance", "meetings", "towns", "themes", "regions", "published_figures"),
    "former_names",
)


@dataclass(frozen=True)
class Talk:
    """How to speak with whoever sits at the terminal.

    Parameters
    ----------
    say
        Prints one line.
    agree
        Asks a question whose answer is yes or no.
    choose
        Asks which of some answers holds; None when nobody answers.
    """

    say: Callable[[str], None]
    agree: Callable[[str], bool]
    choose: Callable[[str, Sequence[str]], int | None]


def bring_in(
    file: Path, who: str, answers: Mapping[str, str], talk: Talk, *, without_doubts: bool = False
) -> int:
    """Check a sheet, ask what it leaves open, say what it changes, record it when agreed to.

    Parameters
    ----------
    file
        CSV or a workbook.
    who
        Written in the journal.
    answers
        Key of a question about the file to key of a choice; what was answered of a column or a
        value in the files before holds where nothing is said of it here.
    talk
        Prints and asks.
    without_doubts
        Take out of the texts what may name somebody.

    Returns
    -------
    int
        0 when it is recorded, 1 when it has faults, open questions, or was not agreed to.

    Raises
    ------
    DataError
        When the data files are broken.
    StoreError
        When the store cannot be opened.
    OSError
        When the file cannot be read.
    """
    dataset = _dataset()
    known = References(
        dataset.meetings,
        dataset.towns,
        dataset.themes,
        dataset.regions,
        FormerNames.of(dataset.former_names),
    )
    with file.open("rb") as opened:
        # One byte past the limit is enough to know that the file is too large.
        data = opened.read(limits.MAX_BYTES + 1)
    say, agree = talk.say, talk.agree
    before = _answers()
    result = _checked(data, file.name, known, before | dict(answers), talk)
    again = [each for each in result.questions if each.key in before and each.key not in answers]
    if again:
        say(f"{plural(len(again), 'réponse reprise', 'réponses reprises')} des fichiers d’avant :")
    for question in again:
        label = next((e.label for e in question.choices if e.key == before[question.key]), "")
        say(f"  {question.key}={before[question.key]}  ({label})")
    if without_doubts:
        result = doubts.without(result, doubts.passages(result))
    for notice in result.notices:
        say(notice)
    if result.sheet is None:
        _say_why_not(result, say)
        return 1
    for line in doubts.told(result):
        say(line)
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        seen = store.revision(engine)
        _show(result.sheet, dataset, engine, say)
        if not agree("Enregistrer ?"):
            say("Rien n’est enregistré.")
            return 1
        entry_id = store.record(engine, result.sheet, who, seen)
    finally:
        engine.dispose()
    say(f"Saisie n° {entry_id} enregistrée.")
    return 0


def _dataset() -> Dataset:
    """Return the tables, with the meetings as editors said they are."""
    dataset = loading.read(folder_in_force(), *_TABLES)
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        said = [change.state for change in store.states(engine)]
        came = set(store.records(engine)["meeting_id"])
    finally:
        engine.dispose()
    return dataset.with_meetings(in_force(dataset.meetings, said, came))


def _answers() -> dict[str, str]:
    """Return what was answered about the files before, and holds for this one."""
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        return store.answers(engine)
    finally:
        engine.dispose()


def _checked(
    data: bytes, name: str, known: References, given: dict[str, str], talk: Talk
) -> Result:
    """Check a sheet, asking its questions as long as somebody answers them."""
    while True:
        result = check_sheet(data, name, known, given, told=lambda n: talk.say(refusals.waiting(n)))
        if result.faults or not result.open:
            return result
        for question in result.open:
            labels = [choice.label for choice in question.choices]
            number = talk.choose(f"{question.topic}\n{question.text}", labels)
            if number is None:
                return result
            given[question.key] = question.choices[number].key


def _say_why_not(result: Result, say: Callable[[str], None]) -> None:
    said = sentences(result.faults)
    for sentence in said:
        say(f"  {sentence}")
    for question in result.open:
        say(f"  {question.topic} {question.text}")
        for choice in question.choices:
            say(f"    --answer {question.key}={choice.key}  ({choice.label})")
    numbers = [plural(len(said), "chose à corriger", "choses à corriger")] if said else []
    numbers += [plural(len(result.open), "question sans réponse", "questions sans réponse")] * bool(
        result.open
    )
    say(f"{listed(numbers)} : rien n’est enregistré.")


def take_back(entry_id: int, who: str, say: Callable[[str], None]) -> int:
    """Undo an import; what was recorded before it is in force again."""
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        store.undo(engine, entry_id, who)
    finally:
        engine.dispose()
    say(f"Saisie n° {entry_id} annulée.")
    return 0


def journal(say: Callable[[str], None]) -> int:
    """Print the imports and undoings, the last first; times are UTC."""
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        for entry in store.history(engine):
            say(_line(entry))
    finally:
        engine.dispose()
    return 0


def counted(entry: Entry) -> str:
    """Say how many an entry counts, those who registered apart from those who came."""
    registered = plural(entry.registered, "inscrit")
    if not entry.registered:
        return integer(entry.figure)
    return f"{integer(entry.figure)}, {registered}" if entry.figure else registered


def _line(entry: Entry) -> str:
    what = KIND_LABELS[entry.kind]
    if entry.action == "undo":
        what = f"annulation de la saisie n° {entry.undoes}"
    state = ", annulée depuis" if entry.undone else ""
    return (
        f"n° {entry.entry_id}  {entry.at:%d/%m/%Y %H:%M}  {entry.who}  {what}"
        f"  {plural(entry.meetings, 'rencontre')}, total {counted(entry)}{state}"
    )


def _show(sheet: Sheet, dataset: Dataset, engine: Engine, say: Callable[[str], None]) -> None:
    say(f"{KIND_LABELS[sheet.kind]} : {plural(len(sheet.meetings), 'rencontre')}")
    if sheet.kind == "contributions":
        say(plural(len(sheet.contributions), "contribution"))
        return
    figures = dataset.published_figures.set_index("figure_id")["value"]
    found = preview(
        *(sheet, dataset, store.records(engine), int(figures["participants"])),
        registered=store.records(engine, "registered"),
    )
    for each in found.registrations:
        before = "inconnu" if each.before is None else integer(each.before)
        say(f"  {each.label} : {before} → {plural(each.after, 'inscrit')}")
    for change in found.changes:
        before = (
            f"{almost(integer(change.before), change.basis)} {BASES.label(change.basis)}"
            if change.basis
            else "inconnu"
        )
        say(f"  {change.label} : {before} → {integer(change.after)} relevé")
    say(f"Total de l’été : {found.totals[0]} → {found.totals[1]} participants")
    say(found.state)
    for warning in found.warnings:
        say(f"Attention : {warning}")

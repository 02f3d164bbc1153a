"""Données et méthode: the data package as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.categories import LEVEL_CODES, LEVELS
from pvd_geo.errors import DataError
from pvd_geo.formatting import (
    DASH,
    date_long,
    decimal,
    integer,
    listed,
    missing,
    plural,
    share,
    typeset,
)
from pvd_geo.freshness import age, end, spanned, written
from pvd_geo.meetings.life import by_region
from pvd_geo.meetings.series import announced
from pvd_geo.methods import METHODS
from pvd_geo.renewal.words import figures, summary
from pvd_geo.tables.doubtful import RULES
from pvd_geo.territory import published
from pvd_geo.themes.levels import level_counts
from pvd_geo.themes.portrait import measure
from pvd_geo.ui.html import aloud, join, show, table, tag
from pvd_geo.ui.parts import marks, problems
from pvd_geo.ui.parts.sources import linked
from pvd_geo.ui.shared import clock, datasets, in_force, meeting_figures, recorded

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from pvd_geo.tables.catalog import Resource
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.territory.published import Reconciled

_NAMED: Final = 4
_PUBLISHED: Final = (
    *("Chiffre publié, à citer avec sa source", "Selon nos tables", "Verdict"),
    *("Pourquoi, précautions", "Source et licence"),
)
_DESCRIPTOR: Final = "datapackage.json"
_FATES: Final = {"set_aside": "écartée", "kept": "gardée"}


def files() -> None:
    """Show each file with what is known of it, and every fault; nothing here can fail."""
    report = datasets.report()
    try:
        described = {one.name: one for one in datasets.described().resources}
    except DataError:
        described = {}
    by_path = {one.path: one for one in described.values()}
    today = clock.today()
    st.header("Les fichiers", anchor=False)
    if report.faults:
        problems.broken_data(DataError(report.faults))
    else:
        show(
            aloud(
                f"{plural(len(report.files), 'fichier vérifié', 'fichiers vérifiés')} à la "
                "lecture : structure, types, codes, positions, totaux. Aucun défaut."
            )
        )
    rows = []
    for one in report.files:
        resource = by_path.get(one.path)
        rows.append(
            (
                tag("span", one.title, " ", tag("code", one.path), id=marks.file_id(one.path)),
                integer(one.rows),
                _few(one.sources),
                ", ".join(resource.licences) if resource else DASH,
                spanned(one.oldest, one.latest) or DASH,
                _age(resource, today) if resource else DASH,
                tag("code", resource.checksum[:12] if resource else DASH),
                integer(one.faults),
            )
        )
    headings = (
        *("Fichier", "Lignes", "Source", "Licence", "Millésimes", "Âge du plus ancien"),
        *("SHA-256", "Défauts"),
    )
    show(table("Le dossier data/, décrit par datapackage.json", headings, rows, numbers=(1, 7)))
    _take_file([one.path for one in report.files])


def indicators(dataset: Dataset) -> None:
    """Show what each indicator is, who makes it, and how many towns it covers."""
    st.header("Les indicateurs et leur couverture", anchor=False)
    themes = dataset.themes.set_index("theme_id")["label"]
    counts = dataset.town_indicators["indicator_id"].value_counts()
    total = len(dataset.towns)
    rows = (
        (
            tag(
                "span",
                row.label,
                tag("small", written(row.vintage)),
                id=marks.indicator_id(row.indicator_id),
            ),
            themes[row.theme_id],
            row.unit,
            linked(row.producer),
            row.licence,
            integer(counts.get(row.indicator_id, 0)),
            share(counts.get(row.indicator_id, 0) / total, 1),
            DASH if missing(row.caveat) else row.caveat,
        )
        for row in dataset.indicators.itertuples()
    )
    headings = (
        *("Indicateur, millésime", "Thème", "Unité", "Producteur", "Licence"),
        *("Communes", "Couverture", "Réserve"),
    )
    show(table(f"{len(dataset.indicators)} indicateurs", headings, rows, numbers=(5, 6)))


def doubtful(dataset: Dataset) -> None:
    """List the rules by which values are doubted, what each found, and every value found."""
    st.header("Les valeurs douteuses", anchor=False)
    found = dataset.doubtful_values
    counts = found["rule"].value_counts()
    rules = (
        (rule.title, rule.reason, _FATES[rule.fate], integer(counts.get(name, 0)))
        for name, rule in RULES.items()
    )
    headings = ("Ce qui est cherché", "Pourquoi, et ce qui est fait", "Sort", "Valeurs")
    show(table("Les règles, appliquées à chaque mise à jour", headings, rules, numbers=(3,)))
    names = dataset.towns.set_index("insee_code")["name"]
    labels = dataset.indicators.set_index("indicator_id")["label"]
    values = (
        (
            f"{names[row.insee_code]} ({row.insee_code})",
            "Population légale" if missing(row.indicator_id) else labels[row.indicator_id],
            written(row.vintage),
            decimal(row.value, 0 if float(row.value).is_integer() else 1),
            RULES[row.rule].title,
            _FATES[row.fate],
        )
        for row in found.itertuples()
    )
    columns = ("Commune", "Mesure", "Millésime", "Publié", "Règle", "Sort")
    caption = plural(len(found), "valeur douteuse", "valeurs douteuses")
    show(
        tag(
            "details",
            tag("summary", caption),
            table(caption, columns, values, numbers=(3,), css="pvd-compact"),
        )
    )


def levels(dataset: Dataset) -> None:
    """Show how many towns each level of each theme holds; each row adds up to the programme."""
    st.header("Les niveaux des thèmes", anchor=False)
    counts = level_counts(datasets.levels())
    rows = []
    for theme in dataset.themes.itertuples():
        own = counts.loc[theme.theme_id]
        rows.append(
            (
                theme.label,
                LEVELS[theme.reading].title,
                measure(theme, dataset.indicators),
                *(
                    integer(own[level]) if level in LEVELS[theme.reading].codes else DASH
                    for level in LEVEL_CODES
                ),
                integer(own.sum()),
            )
        )
    headings = ("Thème", "Lecture", "Mesure", "Fort", "Modéré", "Faible", "Inconnu", "Total")
    show(table("Communes par niveau", headings, rows, numbers=range(3, 8)))
    show(
        tag(
            "p",
            "Des communes à égalité ne sont jamais séparées : là où beaucoup ont zéro ou la même "
            "valeur, un niveau peut être vide ou dépasser le quart.",
            css="pvd-note",
        )
    )


def published_figures(dataset: Dataset) -> None:
    """Show every published figure, ready to be quoted, beside ours, and why they may differ."""
    st.header("Les chiffres publiés et les nôtres", anchor=marks.PUBLISHED)
    show(tag("p", published.towns_told(dataset)))
    found = published.reconcile(dataset, meeting_figures.held())
    figures = len(dataset.published_figures)
    for caption, some in (
        (f"{figures} chiffres publiés, à citer tels quels", found[:figures]),
        (f"{len(found) - figures} faits datés, à citer tels quels", found[figures:]),
    ):
        show(table(caption, _PUBLISHED, map(_published, some)))


def _published(one: Reconciled) -> tuple[object, ...]:
    source = one.source
    return (
        tag("span", one.quote, id=marks.row_id(one.figure_id)),
        one.ours,
        published.VERDICTS[one.verdict],
        one.reason or DASH,
        linked(f"{source.publisher}, « {source.title} », {written(source.date)}, {source.licence}"),
    )


def methods() -> None:
    """Show each method: words, formula, reference."""
    st.header("Les méthodes", anchor=False)
    for method in METHODS:
        with st.expander(typeset(method.title)):
            show(tag("p", method.text))
            if method.formula:
                st.latex(method.formula)
            if method.reference:
                show(tag("p", f"Référence : {method.reference}", css="pvd-note"))
    show(
        tag(
            "p",
            "Deux résultats se refont à partir de data/ seul, par docs/findings/best_hosts.py et "
            "docs/findings/vacancy_clusters.py : mêmes chiffres, jusqu’à la dernière décimale.",
            css="pvd-note",
        )
    )


def unknown(dataset: Dataset) -> None:
    """Say what nobody knows, and how much is missing."""
    st.header("Ce qui est inconnu", anchor=False)
    towns, total = dataset.towns, len(dataset.towns) * len(dataset.indicators)
    absent = total - len(dataset.town_indicators)
    aside = dataset.doubtful_values["fate"].eq("set_aside").sum()
    to_come = by_region(announced(dataset.meetings))["region_code"]
    names = dataset.regions.set_index("code")["name"]
    undated = plural(int(towns["agreement_date"].isna().sum()), "commune")
    placed = plural(int(towns["position"].eq("outline").sum()), "commune")
    alone = plural(int((towns["epci_code"].isna() & towns["position"].notna()).sum()), "commune")
    coming = plural(len(to_come), "rencontre annoncée", "rencontres annoncées")
    where = listed(names[code] for code in to_come)
    values = f"{integer(absent)} valeurs d’indicateurs sur {integer(total)}"
    lines: tuple[str, ...] = (
        "La fréquentation et les groupes de chaque rencontre : seuls leurs totaux sont publiés.",
        f"La date et le lieu de {coming} : {where}.",
        f"La date de convention de {undated}.",
        f"{values} ({share(absent / total, 1)}) : absentes, secrètes ou, pour {aside}, écartées.",
        f"La place exacte de {placed} : un point de leur contour en tient lieu.",
        f"L’EPCI de {alone}, une île qui n’en a pas.",
        "Les trajets réels : ni durée de route, ni train, ni bateau dans ces données.",
    )
    if nowhere := list(towns.loc[towns["position"].isna(), "name"]):
        told = listed(nowhere, most=_NAMED)
        lines = (*lines, f"Le lieu, la population et l’EPCI de communes arrivées depuis : {told}.")
    show(tag("ul", *(tag("li", line) for line in lines)))


def renewals() -> None:
    """Tell each later list of towns that came into force: when, who, what it changed."""
    st.header("Ce qui a changé", anchor=False)
    found = recorded.renewals()
    if found is None:
        show(aloud("L’historique ne peut pas être lu en ce moment."))
        return
    if not found:
        show(tag("p", "La liste des communes est celle de la livraison.", css="pvd-note"))
        return
    rows = (
        (
            str(one.entry_id),
            date_long(one.at.astimezone(clock.PARIS).date()),
            _signed(one.who),
            summary(one.renewal),
            " ; ".join(figures(one.renewal.before, one.renewal.after)),
            "en vigueur"
            if one.undone_at is None
            else f"annulée le {date_long(one.undone_at.astimezone(clock.PARIS).date())}",
        )
        for one in reversed(found)
    )
    headings = ("N°", "Quand", "Qui", "Ce qui change", "Chiffres clés", "État")
    show(table("Listes des communes, la dernière d’abord", headings, rows))


def _signed(who: str) -> str:
    """Return a name as everybody may read it: of an e-mail address, what stands before its sign."""
    return who.partition("@")[0]


def _few(names: tuple[str, ...]) -> Markup:
    """Name some sources; the indicators, which have many, are listed one by one below."""
    kept = names if len(names) <= _NAMED + 1 else names[:_NAMED]
    others = [plural(len(names) - len(kept), "autre")] if len(kept) < len(names) else []
    *first, last = [*map(linked, kept), *others] or [DASH]
    return join([join(first, ", "), " et ", last] if first else [last])


def _age(resource: Resource, today: date) -> Markup:
    """Say how old the oldest source of a file is, and which one that is."""
    oldest = next(one for one in resource.sources if end(one.date) == resource.oldest)
    words = tag("span", age(resource.oldest, today), css="pvd-nowrap")
    return words if len(resource.sources) == 1 else join([words, tag("small", oldest.publisher)])


def _take_file(paths: list[str]) -> None:
    """Offer each file of the package as it is."""
    folder = in_force.folder()
    there = [path for path in (_DESCRIPTOR, *paths) if (folder / path).is_file()]
    if not there:
        return
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Fichier à télécharger", there, key="pvd-data-file", filter_mode="contains"
    )
    right.download_button(
        f"Télécharger {chosen}",
        (folder / chosen).read_bytes,
        chosen,
        key="pvd-data-take",
        on_click="ignore",
        icon=":material/download:",
    )

"""How each figure that is not in a file is made: in words, as a formula, after whom.

Shown by the page « Données et méthode »; what a page computes has its entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pvd_geo.formatting import NARROW, integer, typeset


@dataclass(frozen=True, slots=True)
class Method:
    """One method.

    Parameters
    ----------
    title, text
        In French.
    formula
        LaTeX; empty when words say it all.
    reference
        Where the method comes from; empty when it is the programme's own.
    """

    title: str
    text: str
    formula: str = ""
    reference: str = ""


ESTIMATED: Final = typeset(
    "Estimation : un groupe de 15 personnes pour chaque rencontre, le reste du total publié selon "
    "le nombre de communes du programme de la région."
)
"""The rule of `pvd_geo.meetings.attendance.estimate`, said wherever an estimate is shown."""

SPAN: Final = typeset(
    "La fourchette est l’écart entre trois façons de partager le total publié, pas une marge "
    "d’erreur ; ce total, « plus de 800 », est un plancher."
)
"""What the span of an estimate is worth, said wherever one is shown: the truth may lie outside."""


JUDGED: Final = typeset(
    "Entre parenthèses, l’intervalle à 95 % (Wilson). Tous les territoires et tous les thèmes sont "
    "jugés ensemble (test exact, Benjamini-Hochberg) : des écarts retenus, 5 % en moyenne "
    "viendraient du hasard."
)
"""How the differences that are told were told from chance."""

DETOURS: Final = typeset(
    "Aucune route n’est connue ici. Elle est signalée comme à vérifier quand la mer sépare la "
    "commune d’un dixième au moins de celles qui y viendraient (contours de l’IGN), quand on y "
    "compte moins de 10 habitants au km², quand c’est une commune rurale d’outre-mer (grille de "
    "densité de l’INSEE) ou de la ruralité touristique spécialisée, celle des montagnes et des "
    "littoraux (typologie de l’ANCT)."
)
"""The rule of `pvd_geo.siting.detours`, said where an answer is shown."""


def almost(figure: str, basis: object) -> str:
    """Mark a figure that is an estimate, wherever it stands.

    Parameters
    ----------
    figure
        As it is written.
    basis
        A code of `pvd_geo.categories.BASES`, or what is missing.

    Examples
    --------
    >>> almost("70", "estimated") == "≈\u202f70", almost("70", "recorded")
    (True, '70')
    """
    return f"≈{NARROW}{figure}" if basis == "estimated" else figure


def span(low: float | None, high: float | None) -> str:
    """Write the span of an estimate, so that it is not read as a margin of error.

    Examples
    --------
    >>> span(66, 71)
    'de 66 à 71 selon la façon de partager le total'
    """
    return f"de {integer(low)} à {integer(high)} selon la façon de partager le total"


METHODS: Final = (
    Method(
        "Niveau d’un thème",
        "Un thème parle par une mesure : un indicateur, ou la somme de deux, pour 1 000 habitants "
        "quand il compte des services. Les communes du programme sont mises en ordre, de la plus "
        "marquée à la moins marquée : le premier quart est « fort », le dernier « faible », la "
        "moitié entre les deux « modéré ». Des communes à égalité ne sont jamais séparées : elles "
        "prennent le niveau du milieu de leur groupe. Zéro arrêté, zéro monument : toujours "
        "« faible ». Les friches n’ont que deux niveaux : au moins une sans projet est recensée, "
        "ou aucune ne l’est, ce qui ne veut pas dire qu’il n’y en a pas. Sans valeur : "
        "« inconnu », jamais zéro.",
        r"q_i = \frac{\bar r_i - \tfrac12}{n}, \quad \text{fort si } q_i \le \tfrac14, \quad "
        r"\text{faible si } q_i > \tfrac34",
    ),
    Method(
        "Fréquentation estimée d’une rencontre",
        "Seul le total de l’été 2022 est publié : plus de 800 participants. L’estimation donne un "
        "groupe de quinze (la moyenne publiée) à chacune des douze rencontres, puis partage les "
        "620 autres selon le nombre de communes du programme de chaque région, aux plus forts "
        "restes : la somme fait 800 exactement. Les trois façons de partager sont : parts égales ; "
        "proportion des communes, un groupe au moins par rencontre ; et celle-ci. " + SPAN + " "
        "Trois façons qui se rejoignent (Bretagne : de 66 à 71) n’en savent pas plus que trois qui "
        "s’écartent. Rapportée au nombre de communes, une estimation n’apprend rien, puisqu’elle "
        "en vient : seuls les relevés le sont. Un relevé remplace l’estimation dès qu’il existe.",
        r"p_i = 15 + 620\,\frac{c_i}{\sum_j c_j}",
        "Plus forts restes : Hamilton, 1792 ; Balinski et Young, Fair Representation, 1982.",
    ),
    Method(
        "Conventions signées à une date",
        "Une commune compte à partir du jour de signature que donne la liste publiée par l’ANCT. "
        "Sans date, elle reste à part : ni signée, ni non signée. Une part se rapporte à toutes "
        "les communes de la liste d’aujourd’hui, y compris celles sans date. Le jour médian d’un "
        "territoire est celui où la moitié de ses communes datées avait signé. Les parts publiées "
        "par la presse ce jour-là sont montrées à côté, jamais corrigées.",
        reference="ANCT, liste des communes bénéficiaires, colonne date_signature.",
    ),
    Method(
        "Distance",
        "Toujours à vol d’oiseau : la géodésique de l’ellipsoïde WGS 84, de la position de la "
        "commune à celle de la commune hôte. Une route est plus longue, parfois de beaucoup, en "
        "montagne ou par-delà la mer. Vérifiée par une autre méthode (Vincenty) et des valeurs "
        "publiées, outre-mer compris. " + DETOURS,
        reference="Karney, Algorithms for geodesics, Journal of Geodesy 87, 2013 ; Vincenty, "
        "Survey Review 23, 1975.",
    ),
    Method(
        "Portée des rencontres",
        "Part des communes, et des habitants qui y vivent, à moins de 25, 50, 100 et 150 km. Les "
        "communes d’une région sans rencontre connue n’ont pas de distance à elle, et celles "
        "d’outre-mer n’en ont à aucune rencontre d’au-delà de l’océan : elles sont comptées à "
        "part.",
        r"P(d) = \frac{\sum_i w_i\,[d_i \le d]}{\sum_i w_i}",
    ),
    Method(
        "Meilleur lieu : distance moyenne (p-médiane)",
        "Parmi toutes les communes candidates, les p lieux dont la distance moyenne aux communes "
        "est la plus courte ; une commune compte pour une, ou pour ses habitants. La solution est "
        "exacte : une borne lagrangienne écarte les candidates qui ne peuvent pas gagner, les "
        "autres sont toutes essayées. À égalité, la première dans l’ordre des codes.",
        r"\min_{H,\,|H|=p} \sum_i w_i \min_{h\in H} d_{ih}",
        "Hakimi, Operations Research 12, 1964 ; Cornuéjols, Fisher et Nemhauser, Management "
        "Science 23, 1977.",
    ),
    Method(
        "Meilleur lieu : commune la plus éloignée (p-centre)",
        "Les p lieux pour lesquels la commune la plus éloignée l’est le moins ; à égalité, la "
        "distance moyenne la plus courte. Solution exacte, par dichotomie sur les distances.",
        r"\min_{H,\,|H|=p} \max_i \min_{h\in H} d_{ih}",
        "Hakimi, 1964 ; Minieka, SIAM Review 12, 1970.",
    ),
    Method(
        "Meilleur lieu : le plus de monde à portée (couverture maximale)",
        "Les p lieux qui ont le plus de communes (ou d’habitants) à moins de la distance choisie ; "
        "à égalité, la distance moyenne la plus courte. Solution exacte.",
        r"\max_{H,\,|H|=p} \sum_i w_i\,[\min_{h\in H} d_{ih} \le D]",
        "Church et ReVelle, Papers of the Regional Science Association 32, 1974.",
    ),
    Method(
        "Part d’un territoire et son intervalle",
        "Part des communes au niveau fort parmi celles dont la valeur est connue. Toutes les "
        "communes sont là, ce n’est pas un sondage : l’intervalle à 95 % dit de combien le seul "
        "hasard ferait varier une part sur si peu de communes. Un rang est une étendue : du nombre "
        "de territoires nettement au-dessus à celui des territoires nettement au-dessous. Moins de "
        "dix communes : pas de rang.",
        r"\frac{\hat p + \frac{z^2}{2n} \pm z\sqrt{\frac{\hat p(1-\hat p)}{n} + "
        r"\frac{z^2}{4n^2}}}{1 + \frac{z^2}{n}}",
        "Wilson, JASA 22, 1927 ; Newcombe, Statistics in Medicine 17, 1998.",
    ),
    Method(
        "Écarts au programme : lesquels retenir",
        "Chaque région et chaque département de dix communes connues ou plus est comparé au "
        "programme pour chaque thème : plus de mille comparaisons, dont cinquante sortiraient de "
        "leur intervalle à 95 % par le seul hasard. La probabilité est exacte : celle d’avoir "
        "autant de communes au niveau fort, ou aussi peu, si celles du programme étaient tirées "
        "au sort (loi hypergéométrique, bilatérale). Toutes sont jugées ensemble : parmi les "
        "écarts retenus, 5 % en moyenne viennent du hasard. Les comparaisons dépendent les unes "
        "des autres (un département est dans sa région), ce que la méthode supporte bien sans que "
        "ce soit démontré dans ce cas.",
        r"p_{(k)} \le \frac{k}{m}\,5\,\%",
        "Fisher, 1935 ; Benjamini et Hochberg, JRSS B 57, 1995.",
    ),
    Method(
        "Estimation prudente d’une part",
        "La part observée, rapprochée de celle du programme d’autant plus que les communes sont "
        "peu nombreuses ; la variance entre territoires est estimée par les moments.",
        r"\tilde p_i = m + \frac{A}{A + m(1-m)/n_i}\,(\hat p_i - m)",
        "Marshall, Applied Statistics 40, 1991.",
    ),
    Method(
        "Communes hôtes et autres communes",
        "Différence des parts de communes au niveau fort, et son intervalle à 95 % à partir de "
        "ceux de Wilson. S’il contient zéro, l’écart est compatible avec le hasard.",
        r"\hat\delta - \sqrt{(\hat p_1 - l_1)^2 + (u_2 - \hat p_2)^2},\quad "
        r"\hat\delta + \sqrt{(u_1 - \hat p_1)^2 + (\hat p_2 - l_2)^2}",
        "Newcombe, Statistics in Medicine 17, 1998 (méthode 10).",
    ),
    Method(
        "Concentrations : géographie ou hasard",
        "D’abord l’ensemble : le I de Moran de tout le continent, les valeurs mélangées entre "
        "toutes les communes (4 999 fois). Puis le Moran local de chaque commune, face à ses dix "
        "plus proches voisines du programme (poids égaux, projection Lambert-93), sa valeur gardée "
        "pendant que les autres sont mélangées (4 999 fois, graine 2022) ; test bilatéral. Le "
        "nombre de voisines est le même partout, et rien n’impose dix : d’un nombre au suivant, "
        "entre 7 et 12, les communes retenues pour l’habitat ancien concordent de 0,81 à 0,89 "
        "(indice de Jaccard), et sont plus nombreuses à chaque voisine de plus ; une commune est "
        "dite stable quand 8, 10 et 12 donnent le même résultat. Un thème compte autant de tests "
        "que de communes du continent dont la valeur est connue : 1 579 pour l’habitat ancien, "
        "1 595 au plus. Ils sont jugés ensemble : 5 % de fausses découvertes en moyenne, sans "
        "garantie pour un thème donné, et les tests de communes voisines dépendent l’un de "
        "l’autre. Les nombres par habitant sont comparés par des taux rendus aussi sûrs dans un "
        "bourg que dans une ville. Des communes retenues à 25 km au plus l’une de l’autre forment "
        "un groupe, nommé par sa commune centrale et ses départements. L’outre-mer et les îles, "
        "Corse comprise, restent à part : leurs voisines sont au-delà de la mer.",
        r"I_i = \frac{z_i}{m_2} \sum_j w_{ij} z_j, \quad p_{(k)} \le \frac{k}{n}\,5\,\%",
        "Moran, Biometrika 37, 1950 ; Anselin, Geographical Analysis 27, 1995 ; Benjamini et "
        "Hochberg, JRSS B 57, 1995 ; "
        "Assunção et Reis, Statistics in Medicine 18, 1999. Bibliothèques esda et libpysal.",
    ),
    Method(
        "Classes des cartes de parts",
        "Cinq classes au plus, coupées là où les valeurs sont le plus éloignées (variance interne "
        "la plus faible). Un territoire de moins de cinq communes reste sans couleur.",
        reference="Fisher, JASA 53, 1958 ; Jenks, 1977. Bibliothèque mapclassify.",
    ),
    Method(
        "Deux thèmes croisés",
        "Nombre de communes de chaque couple de niveaux, et celui que l’on attendrait si les deux "
        "thèmes n’avaient pas de lien.",
        r"e_{ij} = \frac{n_{i\cdot}\,n_{\cdot j}}{n}",
        "Pearson, Philosophical Magazine 50, 1900.",
    ),
)

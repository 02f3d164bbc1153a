"""The main script: what every page shares, then the page itself."""

import logging

import streamlit as st

from pvd_geo.errors import DataError
from pvd_geo.ui import address, navigation, page
from pvd_geo.ui.parts import problems, search_box
from pvd_geo.ui.server import collector
from pvd_geo.ui.shared import datasets, in_force, metrics

in_force.begin()
entries = {navigation.page(entry): entry for entry in (*navigation.entries(), *navigation.FOOT)}
chosen = st.navigation(list(entries), position="top")
st.set_page_config(page_title=f"{chosen.title} – {navigation.PRODUCT}", layout="wide")
page.run_again_when_the_line_is_back()

try:
    search_box.settle(entries[chosen])
    address.follow(chosen.url_path, datasets.choices())
    search_box.offer()
except DataError:
    # The pages say what is wrong; until it is mended the address stays as it is.
    logging.getLogger(__name__).warning("The tables that offer choices are broken")

try:
    with metrics.timed(metrics.RUN_SECONDS.labels(chosen.url_path or "accueil", "page")):
        chosen.run()
except Exception:
    metrics.RUN_FAILURES.labels(chosen.url_path or "accueil").inc()
    logging.getLogger(__name__).exception("Page %s failed", chosen.title)
    problems.unexpected()

address.mirror()
collector.settle(chosen.url_path)

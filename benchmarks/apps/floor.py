"""The floor: the least that Streamlit can do, one selectbox and a text."""

import json
import os

import streamlit as st

regions: dict[str, int] = json.loads(os.environ["BENCH_REGIONS"])
region = st.selectbox("Région", regions, index=None)
st.text(f"{regions[region] if region else sum(regions.values())} communes")

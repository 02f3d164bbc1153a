"""Carte des communes."""

import streamlit as st

st.title("Carte des communes")

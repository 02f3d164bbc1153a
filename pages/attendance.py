"""Fréquentation."""

import streamlit as st

st.title("Fréquentation")

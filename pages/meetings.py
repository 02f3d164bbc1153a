"""Rencontres."""

import streamlit as st

st.title("Rencontres")

"""Vue d'ensemble."""

import streamlit as st

st.title("Vue d’ensemble")

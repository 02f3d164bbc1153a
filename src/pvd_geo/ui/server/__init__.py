"""The server around Streamlit: routes, headers, what is ready before the first visitor."""

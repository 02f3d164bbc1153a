"""The Streamlit shell: the only package that knows how a page is shown."""

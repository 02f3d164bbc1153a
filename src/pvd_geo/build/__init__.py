"""Reference files to ``data/``: the pipeline that makes what the dashboard reads."""

"""The recording page: bringing in a sheet, and the journal."""

"""Changes of the store's schema, oldest first; run by `pvd_geo.store.migrating`."""

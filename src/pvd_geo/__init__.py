"""The dashboard of the programme Petites villes de demain."""

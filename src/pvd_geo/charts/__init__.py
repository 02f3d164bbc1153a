"""Altair charts. They take frames and a palette, and never display themselves."""

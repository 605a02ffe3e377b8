"""Alerts that fire once."""

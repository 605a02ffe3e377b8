"""Borderwire's steps between a publisher's page and a warehouse row."""

"""Alerts: which stories watchers hear of, and the outbox that holds them until they are sent."""

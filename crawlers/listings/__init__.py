"""Readers of index documents: bytes of a feed, a REST answer, a sitemap or a home page become listed items. Pure."""

from crawlers.listings.listed import Listed, Listing, newest, useful

__all__ = ["Listed", "Listing", "newest", "useful"]

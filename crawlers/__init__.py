"""Scrapy spiders and what guards and keeps what they fetch."""

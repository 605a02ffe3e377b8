"""The errors Borderwire raises; each names the thing, the place and the remedy in one line.

Everything else that goes wrong inside is a defect and is let out with its traceback.
"""


class BorderwireError(Exception):
    """Any error that a user can mend; the command line prints it on one line and exits with status 1."""


class SettingsError(BorderwireError):
    """Raised by `settings` and by the verbs when a setting, a folder or an option cannot be used as given."""


class SeedsError(BorderwireError):
    """Raised by `seeds` for a missing or malformed reference file; names file, line and column."""


class ArchiveError(BorderwireError):
    """Raised by `archive` when a page cannot be kept, or is not on disk whole as the ledger says."""


class WarehouseError(BorderwireError):
    """Raised by `warehouse` when the database is absent, or ahead of or behind the code's migration."""


class InputError(BorderwireError):
    """Raised by the filters and by `ingest` for a document that cannot be read; names file and line."""


class BooksError(BorderwireError):
    """Raised by `account` when a run's books do not balance or a source brought nothing it should have."""

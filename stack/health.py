"""`python -m stack.health URL PART`: exit status 0 when the Airflow at that address says that the part is well."""

import sys
from collections.abc import Sequence

from stack.airflow import Api


def main(arguments: Sequence[str]) -> int:
    """The status; parts are metadatabase, scheduler, dag_processor and triggerer."""
    url, *parts = arguments
    return 0 if Api(url=url, user="", password="").healthy(parts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

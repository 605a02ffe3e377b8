"""`python -m press`: serves the sample press until Ctrl-C."""

import argparse
import signal
import sys

from pipeline.errors import BorderwireError
from press.editions import DAYS, EDITIONS, end_of
from press.server import serving


def _day(value: str) -> int:
    try:
        end_of(int(value))
    except ValueError as e:
        raise argparse.ArgumentTypeError(str(e)) from None
    return int(value)


def main() -> int:
    """Serves as the options say; the exit status is 0 after Ctrl-C or SIGTERM, 1 when it cannot serve."""
    parser = argparse.ArgumentParser(prog="python -m press", description="Serve the sample press until Ctrl-C.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8737, help="port to listen on (default: %(default)s)")
    parser.add_argument(
        "--day", type=_day, default=DAYS, help="show the press as of this day, 1 to %(default)s (default)"
    )
    options = parser.parse_args()
    stopped = {signal.SIGINT, signal.SIGTERM}
    # Blocked before the server's threads start, so that they inherit it and only the wait below takes the signal.
    signal.pthread_sigmask(signal.SIG_BLOCK, stopped)
    try:
        with serving(options.port, options.day, host=options.host) as base:
            homes = " and ".join(f"{base}{edition.path}/ ({edition.outlet})" for edition in EDITIONS.values())
            print(f"Serving {homes} as of day {options.day}; Ctrl-C stops.", flush=True)
            signal.sigwait(stopped)
    except BorderwireError as e:
        print(f"press: {e}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

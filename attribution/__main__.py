"""The command ``attribution``, as a script and as ``python -m attribution``."""

import sys

from attribution.defaults import EXIT_STOPPED


def main() -> None:
    """Run the command; Ctrl-C stops it without a traceback also while it is being loaded."""
    try:
        from attribution.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(EXIT_STOPPED)


if __name__ == "__main__":
    main()

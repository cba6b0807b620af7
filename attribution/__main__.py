"""The command ``attribution``, as a script and as ``python -m attribution``."""

import sys


def main() -> None:
    """Run the command; Ctrl-C stops it without a traceback also while it is being loaded."""
    try:
        from attribution.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # as attribution.commands.terminal.EXIT_STOPPED, which may not be there yet


if __name__ == "__main__":
    main()

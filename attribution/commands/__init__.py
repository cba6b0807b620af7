"""What each command does; the command line itself is put together in ``attribution.cli``."""

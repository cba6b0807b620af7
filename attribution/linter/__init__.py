"""A linter for sourcing: rules over the statements of an article, for newsrooms to run before they publish."""

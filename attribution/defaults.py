"""Words and numbers that commands have in their help, and what they belong to is loaded only where it is used."""

# A path that is no file's: standard input.
STDIN = "-"
# In a model's place: the rules over the parse alone, which find less.
RULES = "rules"
# Of an audit of a corpus: seconds for an article, articles a part.
TIME_LIMIT = 60.0
PART_SIZE = 500
# Exit status. Something could not be read, or not be written.
EXIT_FAILED = 2
# Somebody pressed Ctrl-C; what shells say of it.
EXIT_STOPPED = 130
# Whoever read standard output, such as head, has enough; what shells say of that.
EXIT_UNHEARD = 141

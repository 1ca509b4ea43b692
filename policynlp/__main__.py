"""``python -m policynlp``: the command line, where its script is not on the path."""

from policynlp.cli import main

if __name__ == "__main__":
    main()

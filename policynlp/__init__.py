"""policynlp: a toolkit for the study of Chinese policy documents."""

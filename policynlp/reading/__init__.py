"""From files to raw text: discovery, decoding, and a reader for each format."""

from policynlp.reading.decoding import decode
from policynlp.reading.discovery import FORMATS, FoundFiles, find_files
from policynlp.reading.files import read_file
from policynlp.reading.metadata_table import read_metadata

__all__ = ["FORMATS", "FoundFiles", "decode", "find_files", "read_file", "read_metadata"]

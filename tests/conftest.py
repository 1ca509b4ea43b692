"""Fixtures that many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from policynlp import Corpus, read

ROOT = Path(__file__).parent.parent

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def seeds() -> Corpus:
    """The five seed documents, read and cleaned."""
    return read(ROOT / "seeds")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Public documents that stand beside a developer's checkout; tests on them skip elsewhere."""
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("needs the public documents of ../shared/corpus, which are not in the project")
    return folder

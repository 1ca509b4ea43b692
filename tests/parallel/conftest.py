"""A hundred records, and what a run that nothing happens to writes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp.parallel import RecordFile, run
from policynlp.streaming import sources
from tests.parallel.trial import N, TrialJob

SENTENCE = "加快推进数字政府建设，提升政务服务效能，优化营商环境。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    rows = [{"id": f"r{i}", "text": f"第{i}条。{SENTENCE * (1 + i % 7)}"} for i in range(N)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def whole(path: Path, tmp_path: Path) -> bytes:
    """What an uninterrupted run writes."""
    out = tmp_path / "whole.jsonl"
    assert run(sources(path), TrialJob(), RecordFile(out)).documents == N
    return out.read_bytes()

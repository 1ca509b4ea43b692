"""Promises of the top-level package."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import policynlp

ROOT = Path(__file__).parent.parent


def test_every_public_name_is_there_and_no_other() -> None:
    assert sorted(policynlp.__all__) == sorted(policynlp._HOMES)
    for name in policynlp.__all__:
        assert getattr(policynlp, name).__name__ == name
    assert set(policynlp.__all__) <= set(dir(policynlp))


def test_importing_the_package_loads_no_scientific_library() -> None:
    probe = "import sys, policynlp; print({'numpy', 'pandas', 'sklearn', 'spacy'} & {*sys.modules})"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_the_readmes_python_runs() -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        code = code.replace('"seeds/"', repr(str(ROOT / "seeds")))
        code = code.replace('model.save("model.zip")', "")
        exec(compile(code, readme, "exec"), {})  # noqa: S102 (our own text)


def test_both_readmes_say_the_same_commands() -> None:
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    chinese = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    assert english.count("\n## ") == chinese.count("\n## ")
    assert english.count("```") == chinese.count("```")


def test_seeds_holds_the_five_files_and_nothing_else() -> None:
    assert len(list((ROOT / "seeds").iterdir())) == 5

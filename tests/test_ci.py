"""What CI servers read: the action, the hook, and the examples of docs/ci.md."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from pre_commit.clientlib import load_config, load_manifest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.linter.policy import Policy, load_policy
from tests.test_docs import blocks

ROOT = Path(__file__).parent.parent
ACTION = ROOT / ".github" / "actions" / "check" / "action.yml"
PAGE = ROOT / "docs" / "ci.md"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BAD = "The suspect reportedly fled to Spain."


def action() -> dict[str, Any]:
    return yaml.safe_load(ACTION.read_text(encoding="utf-8"))


def shown(language: str) -> list[str]:
    return [block.content for block in blocks(PAGE) if block.language == language]


def schema_errors(schema: str, path: Path) -> str:
    """Hold a file against a schema of SchemaStore that check-jsonschema ships; nothing is fetched."""
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(call, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_action_is_one() -> None:
    assert schema_errors("vendor.github-actions", ACTION) == ""
    steps = action()["runs"]["steps"]
    assert action()["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in steps if "run" in step)


def test_the_schema_can_refuse(tmp_path: Path) -> None:
    broken = tmp_path / "action.yml"
    broken.write_text(ACTION.read_text(encoding="utf-8").replace("      shell: bash\n", ""), encoding="utf-8")
    assert schema_errors("vendor.github-actions", broken) != ""


def test_inputs_never_become_part_of_a_script() -> None:
    used = set()
    for step in action()["runs"]["steps"]:
        assert "${{" not in step["run"]
        used |= set(re.findall(r"inputs\.([\w-]+)", " ".join(step["env"].values())))
        for name in step["env"]:
            assert f'"${name}' in step["run"] or f'<<< "${name}"' in step["run"]
    assert used == set(action()["inputs"])


def run_check(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that checks, as a runner does, with this package in place of the environment that the first step makes."""
    command = folder / "temp" / "attribution" / "bin" / "attribution"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m attribution "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    step = action()["runs"]["steps"][-1]
    values = {name: str(spec["default"]) for name, spec in action()["inputs"].items()} | inputs
    environment = os.environ | {"RUNNER_TEMP": str(folder / "temp"), "PYTHONPATH": str(ROOT)}
    for name, value in step["env"].items():
        environment[name] = values[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)[1]]  # type: ignore[index]
    work = folder / "work"
    call = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    return subprocess.run(call, cwd=work, env=environment, capture_output=True, text=True)


def test_the_action_finds_and_fails(tmp_path: Path) -> None:
    (tmp_path / "work" / "a folder").mkdir(parents=True)
    (tmp_path / "work" / "a folder" / "bad.txt").write_text(BAD)
    (tmp_path / "work" / "$(touch pwned); x.txt").write_text(BAD)
    paths = "a folder\n$(touch pwned); x.txt\n"
    done = run_check(tmp_path, paths=paths, args="--ignore\nAT101\n")
    assert done.returncode == 1, done.stderr
    assert [line.partition(",")[0] for line in done.stdout.splitlines()] == [
        "::warning file=$(touch pwned); x.txt",
        "::warning file=a folder/bad.txt",
    ]
    assert not list(tmp_path.rglob("pwned"))


def test_the_action_passes_and_writes(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "bad.txt").write_text(BAD)
    done = run_check(tmp_path, **{"fail-on": "error", "format": "sarif", "output": "out.sarif"})
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "AT302" in (tmp_path / "work" / "out.sarif").read_text()


def test_the_action_installs_the_checkout_that_it_stands_in() -> None:
    run = action()["runs"]["steps"][0]["run"]
    (place,) = re.findall(r'"\$ACTION_PATH/([./]+)"', run)
    assert (ACTION.parent / place).resolve() == ROOT
    assert (ROOT / "pyproject.toml").exists()


def test_the_hook_runs_as_pre_commit_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = load_manifest(str(HOOKS))
    monkeypatch.chdir(tmp_path)
    names = ["bad.txt", "page.html", "old.htm", "notes.md", "--output=x.txt", "code.py", "txt"]
    for name in names:
        Path(name).write_text(BAD)
    taken = [name for name in names if re.search(hook["files"], name)]
    assert taken == names[:5]
    program, *arguments = shlex.split(hook["entry"])
    assert program == "attribution"
    result = CliRunner().invoke(app, [*arguments, *hook["args"], "--output=x.txt", "bad.txt", "notes.md"])
    assert result.exit_code == 1
    assert result.stdout.endswith("3 articles checked: 3 warnings\n")
    assert "bad.txt:1:13: AT302" in result.stdout


@pytest.mark.parametrize("text", shown("yaml"), ids=lambda text: text.splitlines()[0])
def test_examples_are_what_the_servers_take(text: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(text, encoding="utf-8")
    data = yaml.safe_load(text)
    if "repos" in data:
        (repository,) = load_config(str(path))["repos"]
        assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in load_manifest(str(HOOKS))]
    elif "jobs" in data:
        assert schema_errors("vendor.github-workflows", path) == ""
        used = [step for job in data["jobs"].values() for step in job["steps"] if "/check@" in step.get("uses", "")]
        for step in used:
            folder = re.fullmatch(r"OWNER/attribution/(.+)@v[\d.]+", step["uses"])
            assert folder is not None
            assert ROOT / folder[1] / "action.yml" == ACTION
            assert set(step["with"]) <= set(action()["inputs"])
        assert used
    else:
        assert schema_errors("vendor.gitlab-ci", path) == ""
        for line in data["sourcing"]["script"]:
            assert line.startswith(("pip install attribution-audit", "attribution check articles"))


def test_every_input_is_told_of() -> None:
    for name in action()["inputs"]:
        assert f"| `{name}` |" in PAGE.read_text(encoding="utf-8")


def test_the_example_configuration_has_every_key(tmp_path: Path) -> None:
    (text,) = shown("toml")
    path = tmp_path / "attribution.toml"
    path.write_text(text, encoding="utf-8")
    policy = load_policy(path)
    keys = set(re.findall(r"^\[?([a-z-]+)(?: =|\])", text, re.M))
    assert keys == {field.name.replace("_", "-") for field in fields(Policy)}
    # What a comment calls the default is it; the others differ, so that the example shows something.
    for field in fields(Policy):
        key = field.name.replace("_", "-")
        line = next(line for line in text.splitlines() if re.match(rf"\[?{key}\b", line))
        is_default = getattr(policy, field.name) == getattr(Policy(), field.name)
        assert is_default != ("By default" in line or key == "pipeline"), key

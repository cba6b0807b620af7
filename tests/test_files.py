"""Files that are written whole or not at all."""

from pathlib import Path

import pytest

from attribution.files import save


def test_save_writes_whole_files(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    save(b"one", target)
    target.chmod(0o640)
    save(b"two", target)
    assert target.read_bytes() == b"two"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    save(b"three", link)
    assert link.is_symlink()
    assert target.read_bytes() == b"three"


def test_save_leaves_the_old_file_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def fail(self: Path, to: Path) -> None:
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        save(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(FileNotFoundError):
        save(b"new", tmp_path / "none" / "a.csv")

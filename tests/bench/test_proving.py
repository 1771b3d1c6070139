"""What the bench says of the provable tree: every proof it times holds; a peer may be missing."""

from pathlib import Path

from infra.bench.proving import lines, measure_tree


def test_a_tree_over_made_up_leaves_is_grown_and_proven(tmp_path: Path) -> None:
    figures = measure_tree(tmp_path / "tree", leaves=70_000, peer_leaves=300)
    assert figures["leaves"] == 70_000
    assert 0 < figures["proof_ms"] <= figures["proof_p99_ms"]
    said = lines(figures)
    assert len(said) == 2
    assert "70000 leaves" in said[0]
    assert "pymerkle" in said[1]

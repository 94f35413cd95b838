"""Real processes, killed at random moments: what was answered is there, once."""

from pathlib import Path

from tests.chaos.killing import killed

KILLS = 200
SEED = 20_261_120


def test_killed_clients_lose_nothing_and_double_nothing(address: str, tmp_path: Path) -> None:
    verdict = killed(address, tmp_path, kills=KILLS, seed=SEED)

    again = f"python3 dev.py chaos --kills {KILLS} --seed {SEED}"
    assert verdict.wrong == [], f"'{again}' sends the same commands again"
    # Less would say that the clients were killed before they did anything.
    assert verdict.answered > KILLS

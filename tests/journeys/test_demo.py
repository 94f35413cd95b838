import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

DEMO = [sys.executable, "-u", "-m", "penstock.cli.main", "demo"]


def test_every_page_of_the_demo_answers_and_every_link_leads_somewhere() -> None:
    # The narrow budget would fail where other tests share the processor.
    patient = {**os.environ, "PENSTOCK_DEMO_COLD": "1"}

    done = subprocess.run(
        [*DEMO, "--smoke"], env=patient, capture_output=True, text=True, check=False, timeout=300
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Quantum Energy: 29 value streams, 196 stages, " in done.stdout
    assert "links: no problems." in done.stdout
    assert re.search(r"First page after \d+\.\d s \(budget 60 s cold\): met\.", done.stdout)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as POSIX knows them")
def test_the_demo_prints_links_that_work_until_it_is_stopped(tmp_path: Path) -> None:
    own = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(DEMO, env=own, stdout=pipe, stderr=pipe, text=True) as demo:
        said = _until(demo, "is being played")
        links = re.findall(r"http://\S+", said)
        answers = [urlopen(link).status for link in links]
        page = urlopen(links[-1]).read().decode()
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=10)

    assert "Checked against " in said
    assert links[-1].endswith("/demo")
    assert "Playing Quantum Energy" in page
    assert len(links) >= 8
    assert set(answers) == {200}
    assert demo.returncode == 0


def _until(demo: "subprocess.Popen[str]", words: str) -> str:
    assert demo.stdout is not None
    said = ""
    while words not in said:
        line = demo.stdout.readline()
        assert line, "the demo ended by itself"
        said += line
    return said

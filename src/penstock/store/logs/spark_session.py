"""Starts a Spark on this machine, for this machine alone, that says nothing."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkRuntimeError
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from penstock.store.logs.errors import NoSparkError

_HERE = "127.0.0.1"
_LAST_WORDS = 500
_SETTINGS = {
    "spark.app.name": "penstock",
    "spark.master": "local[*]",
    # It speaks to nobody but this program, and shows no pages.
    "spark.driver.bindAddress": _HERE,
    "spark.driver.host": _HERE,
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # Whole numbers that leave 64 bits are an error, as they are elsewhere.
    "spark.sql.ansi.enabled": "true",
    # Nothing is kept, so no folder is made to keep it in.
    "spark.sql.catalogImplementation": "in-memory",
    # A cluster's 200 parts are far too many for one machine.
    "spark.sql.shuffle.partitions": "8",
}


def started(folder: Path) -> SparkSession:
    """Return a session of Spark, with a thread for each processor; a program has one at a time.

    Args:
        folder: What is to be read.

    Raises:
        NoSparkError: There is no Java, or Spark does not start with it.
    """
    settings = SparkConf(loadDefaults=False).setAll(list(_SETTINGS.items()))
    with TemporaryFile() as words:
        try:
            gateway = _gateway(settings, words)
        except PySparkRuntimeError as error:
            raise NoSparkError(folder, reason=_reason(words)) from error
    context = SparkContext(conf=settings, gateway=gateway)
    # What goes wrong is raised here; it is not said twice.
    context.setLogLevel("OFF")
    return SparkSession(context)


# Java is started once in a program; it ends with it.
_running: list[Any] = []


def _gateway(settings: SparkConf, words: IO[bytes]) -> Any:
    if not _running:
        _running.append(launch_gateway(settings, {"stdout": words, "stderr": words}))
    return _running[0]


def _reason(words: IO[bytes]) -> str:
    words.seek(0)
    said = words.read().decode(errors="replace").strip()
    if "JAVA_HOME is not set" in said:
        return "there is no Java. Install one of version 17, such as openjdk-17-jre-headless."
    return f"its Java, which has to be of version 17 or 21, ended with: {said[-_LAST_WORDS:]}"

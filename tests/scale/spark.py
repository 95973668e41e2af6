"""Runs `smp batch` under Apache Spark and compares with one process, byte for byte after sorting.

    python -m venv venv && venv/bin/pip install pyspark        (a JDK is needed)
    cargo build --release
    cargo bench --bench leads -- 200000 10 > leads.jsonl
    venv/bin/python tests/scale/spark.py leads.jsonl [PARTITIONS]

Records are independent and the rules are in the program, so a partition of the input is all that a
worker needs. Where a partition begins is found by its bytes, so that also what is not UTF-8 arrives
as it is; the number of its first line is told with `--first-line`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession

SMP = Path(__file__).parents[2] / "target/release/smp"


def ranges(source, partitions):
    """Byte ranges of about the same size that begin and end with whole lines."""
    size = os.path.getsize(source)
    ends = []
    with open(source, "rb") as lines:
        for part in range(1, partitions):
            lines.seek(max(size * part // partitions - 1, 0))
            lines.readline()
            ends.append(lines.tell())
    return list(zip([0, *ends], [*ends, size]))


def content(source, span):
    start, end = span
    with open(source, "rb") as lines:
        lines.seek(start)
        return lines.read(end - start)


def results(smp, source, span, first_line):
    command = [smp, "batch", "-", "--from", "jsonl", "--first-line", str(first_line)]
    done = subprocess.run(command, input=content(source, span), capture_output=True, check=False)
    if done.returncode not in (0, 1):  # 1: there were bad records, and each has its error record
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode().splitlines()


def main():
    source = os.path.abspath(sys.argv[1])
    partitions = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    smp = str(SMP)
    spark = SparkSession.builder.master("local[*]").appName("smp").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spans = spark.sparkContext.parallelize(ranges(source, partitions), partitions)

    counts = spans.map(lambda span: content(source, span).count(b"\n")).collect()
    firsts = [1 + sum(counts[:part]) for part in range(partitions)]
    numbered = spans.zip(spark.sparkContext.parallelize(firsts, partitions))
    lines = numbered.flatMap(lambda one: results(smp, source, one[0], one[1]))
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "results")
        lines.saveAsTextFile(target)
        parts = sorted(Path(target).glob("part-*"))
        spread = b"".join(part.read_bytes() for part in parts).splitlines()
    spark.stop()

    alone = subprocess.run([smp, "batch", source], capture_output=True, check=False)
    alone_lines = alone.stdout.splitlines()
    print(alone.stderr.decode().strip(), "by one process")
    print(f"{len(spread)} results from {len(parts)} partitions")
    if sorted(spread) != sorted(alone_lines):
        sys.exit("the results differ")
    print("equal after sorting, byte for byte")


main()

"""Measures DuckDB on the same rules beside `smp batch`, and holds their verdicts and scores together.

    python -m venv venv && venv/bin/pip install duckdb
    cargo build --release
    cargo bench --bench leads -- 300000 > leads.jsonl
    venv/bin/python tests/scale/duckdb_ratio.py leads.jsonl

DuckDB gets the rules as SQL, made from `rules/smp`, and does less: it takes every record for good,
and gives the id, verdict, score and findings only. Both use one thread and write JSON to a file.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMP = ROOT / "target/release/smp"
VERDICTS = ["suitable", "suitable_with_cautions", "wait", "see_doctor_first", "not_recommended"]
ROUNDS = 5


def read(name):
    return json.loads((ROOT / "rules/smp" / name).read_text())


def clauses(condition):
    return condition if isinstance(condition, list) else [condition]


def as_sql(condition, kinds):
    return " OR ".join(
        "(" + " AND ".join(one(question, options, kinds) for question, options in clause.items()) + ")"
        for clause in clauses(condition)
    )


def one(question, options, kinds):
    listed = ", ".join(f"'{option}'" for option in options if option != "none")
    if kinds[question] == "one":
        return f"coalesce({question} IN ({listed}), false)"
    tests = [f"list_has_any({question}, [{listed}])"] if listed else []
    if "none" in options:
        tests.append(f"len({question}) = 0")
    return f"coalesce({' OR '.join(tests)}, false)"


def query(source, target):
    questions = read("questionnaire.json")["questions"]
    kinds = {question["id"]: question["kind"] for question in questions}
    pack = read("pack.json")
    rules = read("suitability.json")["rules"]
    columns = {"id": "VARCHAR"}
    columns |= {name: "VARCHAR" if kind == "one" else "VARCHAR[]" for name, kind in kinds.items()}
    shown = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
    fires, points, gates = [], [str(pack["base"])], ["0"]
    for number, rule in enumerate(rules):
        unless = f" AND NOT ({as_sql(rule['unless'], kinds)})" if "unless" in rule else ""
        fires.append(f"({as_sql(rule['when'], kinds)}){unless} AS f{number}")
        if rule.get("points"):
            points.append(f"CASE WHEN f{number} THEN {rule['points']} ELSE 0 END")
        if rule.get("verdict"):
            gates.append(f"CASE WHEN f{number} THEN {VERDICTS.index(rule['verdict'])} ELSE 0 END")
    band = "CASE " + " ".join(
        f"WHEN score >= {band['from']} THEN {VERDICTS.index(band['verdict'])}"
        for band in reversed(pack["bands"])
    ) + " END"
    findings = ", ".join(f"CASE WHEN f{number} THEN '{rule['id']}' END" for number, rule in enumerate(rules))
    names = ", ".join(f"'{verdict}'" for verdict in VERDICTS)
    return f"""
        COPY (
            SELECT id, [{names}][1 + greatest(gate, {band})] AS verdict, score, findings
            FROM (
                SELECT id, {' + '.join(points)} AS score, greatest({', '.join(gates)}) AS gate,
                    list_filter([{findings}], lambda finding: finding IS NOT NULL) AS findings
                FROM (SELECT id, {', '.join(fires)}
                    FROM read_json('{source}', format = 'newline_delimited', columns = {{{shown}}}))
            )
        ) TO '{target}' (FORMAT JSON)
    """


def worker(source, target):
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(query(source, target))


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    source = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = (os.path.join(folder, name) for name in ("duckdb.jsonl", "smp.jsonl"))
        nothing = os.path.join(folder, "empty.jsonl")
        Path(nothing).write_text("")
        ratios = []
        for _ in range(ROUNDS):
            start_up = seconds([sys.executable, __file__, "--worker", nothing, theirs])
            duckdb = seconds([sys.executable, __file__, "--worker", source, theirs]) - start_up
            smp = seconds([SMP, "batch", source, "--output", ours])
            ratios.append(duckdb / smp)
        results = 0
        with open(theirs) as left, open(ours) as right:
            for their_line, our_line in zip(left, right, strict=True):
                their, our = json.loads(their_line), json.loads(our_line)
                for key in ("id", "verdict", "score"):
                    assert their[key] == our[key], (key, their, our)
                assert sorted(their["findings"]) == sorted(our["findings"]), (their, our)
                results += 1
    print(f"{results} results agree in verdict, score and findings")
    print(f"smp is {statistics.median(ratios):.1f} times as fast as DuckDB on one thread "
          f"({min(ratios):.1f} to {max(ratios):.1f})")


if sys.argv[1] == "--worker":
    worker(*sys.argv[2:])
else:
    main()

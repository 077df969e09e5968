"""Validates a Croissant file as strictly as the reference library can, loads its first records and prints them as JSON."""

import itertools
import json
import sys

import mlcroissant

MOST = 10


def plain(value):
    """Text comes as bytes and numbers as NumPy's."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.item() if hasattr(value, "item") else value


def main(path):
    dataset = mlcroissant.Dataset(jsonld=path)
    issues = dataset.metadata.ctx.issues
    if issues.warnings or issues.errors:
        raise SystemExit(issues.report())
    records = {}
    for record_set in dataset.metadata.record_sets:
        first = itertools.islice(dataset.records(record_set.uuid), MOST)
        records[record_set.uuid] = [{key: plain(value) for key, value in row.items()} for row in first]
    metadata = dataset.metadata.to_json()
    print(json.dumps({"metadata": metadata, "records": records}, default=str, ensure_ascii=False))


main(sys.argv[1])

"""The reports over label events on Apache Spark: the queries of ../sql in the order of ../sql/plan.json, as DuckDB runs them.

spark-submit report.py EVENTS --classes N --out FOLDER --scratch FOLDER [--work FILES]; --help tells the rest. All are
anything Spark can read and write: a path, hdfs://, s3a://.
"""

import argparse
import json
import os
import pathlib
import sys

from pyspark.sql import DataFrame, SparkSession

SQL = pathlib.Path(os.environ.get("TAGGER_SQL", pathlib.Path(__file__).resolve().parent.parent / "sql"))
PLAN = json.loads((SQL / "plan.json").read_text())


class Tables:
    """Results of queries by name, each written to `scratch` before others use it: plans stay short and memory bounded,
    however many iterations there are. A table that is made again goes beside the one it may be read from."""

    def __init__(self, spark: SparkSession, scratch: str):
        self.spark = spark
        self.scratch = scratch
        self.made: dict[str, DataFrame] = {}
        self.turn: dict[str, int] = {}

    def run(self, steps: list[dict]) -> None:
        for step in steps:
            name, text = step["table"], (SQL / f"{step['query']}.sql").read_text()
            self.turn[name] = 1 - self.turn.get(name, 1)
            place = f"{self.scratch}/{name}-{self.turn[name]}"
            self.spark.sql(text).write.mode("overwrite").parquet(place)
            self.put(name, self.spark.read.parquet(place))

    def put(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self.made[name] = frame

    def one(self, query: str) -> dict:
        return self.spark.sql(query).collect()[0].asDict()


def dawid_skene(tables: Tables, answers: int, tolerance: float, iterations: int) -> dict:
    tables.run(PLAN["dawidSkene"]["start"])
    likelihood: list[float] = []
    converged = False
    while not converged and len(likelihood) < iterations:
        tables.run(PLAN["dawidSkene"]["iteration"])
        now = tables.one("SELECT log_likelihood FROM likelihood")["log_likelihood"]
        converged = bool(likelihood) and now - likelihood[-1] <= tolerance * answers
        likelihood.append(now)
        print(f"iteration {len(likelihood)}: log-likelihood {now}", flush=True)
    tables.run(PLAN["dawidSkene"]["end"])
    return {"iterations": len(likelihood), "converged": converged, "logLikelihood": likelihood}


def report(spark: SparkSession, options: argparse.Namespace) -> dict:
    tables = Tables(spark, options.scratch)
    tables.put("events", spark.read.parquet(options.events))
    tables.put("classes", spark.sql(f"SELECT CAST(id AS INT) AS class FROM range({options.classes})"))
    tables.put(
        "settings",
        spark.sql(
            f"SELECT CAST({options.smoothing} AS DOUBLE) AS smoothing,"
            f" CAST({options.least_in_common} AS BIGINT) AS least_in_common"
        ),
    )
    tables.run(PLAN["answers"])
    outside = tables.one("SELECT answers FROM outside")["answers"]
    if outside:
        raise ValueError(f"{outside} answers are no class from 0 to {options.classes - 1}: say --classes")
    tables.run(PLAN["agreement"])
    made = tables.one(
        "SELECT COUNT(*) AS answers, COUNT(DISTINCT item) AS items, COUNT(DISTINCT member) AS members FROM answers"
    )
    made["alpha"] = tables.one("SELECT * FROM alpha")
    made["alpha"]["interval"] = made["alpha"].pop("stepped")
    made["kappa"] = tables.one("SELECT * FROM kappa")
    saved = ["majority"]
    if options.iterations > 0:
        made["dawidSkene"] = dawid_skene(tables, made["answers"], options.tolerance, options.iterations)
        saved += ["truth", "members"]
    if options.work is not None:
        tables.put("work", spark.read.parquet(options.work))
        tables.run(PLAN["reputation"])
        made["records"] = tables.one("SELECT COUNT(*) AS n FROM records")["n"]
        saved.append("records")
    for name in saved:
        tables.made[name].write.mode("overwrite").parquet(f"{options.out}/{name}.parquet")
    # One row of text, so that the report lands wherever the tables do.
    spark.createDataFrame([(json.dumps(made),)], ["value"]).coalesce(1).write.mode("overwrite").text(
        f"{options.out}/report"
    )
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("events", help="Parquet files of label events")
    parser.add_argument("--classes", type=int, required=True, help="classes of the task, 2 to 256")
    parser.add_argument("--out", required=True, help="where report and tables go")
    parser.add_argument("--scratch", required=True, help="where tables on the way go; may be removed afterwards")
    parser.add_argument("--work", help="Parquet files of work events, for records")
    parser.add_argument("--smoothing", type=float, default=0.01)
    parser.add_argument("--tolerance", type=float, default=1e-7)
    parser.add_argument("--iterations", type=int, default=100, help="of Dawid-Skene at most; 0 leaves it out")
    parser.add_argument("--least-in-common", type=int, default=10, help="items that make two members a pair")
    options = parser.parse_args()
    if not 2 <= options.classes <= 256 or options.smoothing < 0:
        parser.error("--classes is a number from 2 to 256, --smoothing is 0 or more")
    spark = (
        SparkSession.builder.appName("tagger reports")
        # Following records day by day may take more steps than Spark allows by itself.
        .config("spark.sql.cteRecursionLevelLimit", 100_000)
        .config("spark.sql.cteRecursionRowLimit", -1)
        .getOrCreate()
    )
    try:
        print(json.dumps(report(spark, options)))
    except ValueError as refused:
        sys.exit(str(refused))
    finally:
        spark.stop()


if __name__ == "__main__":
    main()

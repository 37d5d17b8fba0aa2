"""Run by Spark's own Python: the questions in a file, asked of the warehouse on a cluster; answers as JSON.

python spark_job.py MASTER FOLDER QUESTIONS.json ANSWERS.json
"""

import json
import sys
from pathlib import Path


def main() -> None:
    """Ask and write."""
    from pyspark.sql import SparkSession

    master, folder, questions, answers = sys.argv[1:]
    spark = (
        SparkSession.builder.master(master)
        .appName("motcua-warehouse")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", "512m")
        .config("spark.executor.memory", "512m")
        .config("spark.executor.cores", "1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    for table in ("events", "facts"):
        spark.read.parquet(f"{folder}/{table}").createOrReplaceTempView(table)
    found = {
        code: [[str(value) for value in row] for row in spark.sql(sql).collect()]
        for code, sql in json.loads(Path(questions).read_text()).items()
    }
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    Path(answers).write_text(json.dumps({"answers": found, "executors": executors}))
    spark.stop()


if __name__ == "__main__":
    main()

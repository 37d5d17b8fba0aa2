"""A nation's engine reads the same files: a real cluster answers as DuckDB and PostgreSQL do (`make test-spark`)."""

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast
from motcua.kernel import clock
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.warehouse.actions.exporting import export_warehouse
from motcua.oversight.warehouse.rules.tables import QUESTIONS
from motcua.oversight.warehouse.tests import spark_job
from motcua.oversight.warehouse.tests.asking import answers_of_postgresql
from motcua.oversight.warehouse.tests.spark_cluster import WORKERS, cluster
from motcua.oversight.warehouse.tests.test_warehouse import answers_of_duckdb, live

PYTHON = os.environ.get("MOTCUA_SPARK_PYTHON")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.spark,
    pytest.mark.skipif(not PYTHON, reason="make test-spark installs Spark"),
]


def test_a_cluster_of_two_workers_answers_as_duckdb_and_postgresql_do(tmp_path):
    load_definitions()
    with clock.frozen(MONDAY + timedelta(days=60)):
        live(make_cast(), 6)
    export_warehouse(tmp_path / "warehouse", span=20)
    questions, answers = tmp_path / "questions.json", tmp_path / "answers.json"
    questions.write_text(json.dumps({question.code: question.sql for question in QUESTIONS}))
    with cluster(Path(PYTHON), tmp_path) as master:
        job = [PYTHON, spark_job.__file__, master, str(tmp_path / "warehouse"), str(questions), str(answers)]
        environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": ""}
        done = subprocess.run(job, env=environment, capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(answers.read_text())
    assert told["executors"] == WORKERS
    assert told["answers"] == answers_of_duckdb(tmp_path / "warehouse") == answers_of_postgresql()

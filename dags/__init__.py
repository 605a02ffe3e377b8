"""Airflow DAGs: thin, each task one verb in a process of its own."""

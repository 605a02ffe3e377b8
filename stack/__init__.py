"""A real Airflow started part by part on this machine, for a try-out and for the tests of the stack."""

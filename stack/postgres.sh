#!/bin/sh
# Runs once, when PostgreSQL's volume is empty: one database and one owner each for Airflow, the warehouse and Metabase,
# and the analysts' role, which the migrations let read the views and the facts, without the full text.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --no-psqlrc --quiet -v ON_ERROR_STOP=1 \
    -v airflow="$AIRFLOW_DB_PASSWORD" -v warehouse="$WAREHOUSE_PASSWORD" \
    -v metabase="$METABASE_DB_PASSWORD" -v analyst="$ANALYST_PASSWORD" <<'SQL'
CREATE ROLE airflow LOGIN PASSWORD :'airflow';
CREATE ROLE borderwire LOGIN PASSWORD :'warehouse';
CREATE ROLE metabase LOGIN PASSWORD :'metabase';
CREATE ROLE borderwire_analyst NOLOGIN;
CREATE ROLE analyst LOGIN PASSWORD :'analyst' IN ROLE borderwire_analyst;
ALTER ROLE analyst SET default_transaction_read_only = on;
ALTER ROLE analyst SET statement_timeout = '60s';
CREATE DATABASE airflow OWNER airflow;
CREATE DATABASE borderwire OWNER borderwire;
CREATE DATABASE metabase OWNER metabase;
REVOKE ALL ON DATABASE airflow, borderwire, metabase FROM PUBLIC;
GRANT CONNECT ON DATABASE borderwire TO borderwire_analyst;
ALTER DATABASE borderwire SET default_toast_compression = 'lz4';
SQL

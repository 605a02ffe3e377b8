# One image for every part of the stack: Airflow's parts, the migrations, the alert sender, the monitor, the sample press.
ARG PYTHON=python:3.12.11-slim-trixie@sha256:47ae396f09c1303b8653019811a8498470603d7ffefc29cb07c88f1f8cb3d19f

FROM ${PYTHON} AS built
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/borderwire
COPY requirements-stack.txt /srv/borderwire/
RUN /opt/borderwire/bin/pip install --no-deps --require-hashes -r /srv/borderwire/requirements-stack.txt
COPY . /srv/borderwire
RUN /opt/borderwire/bin/pip install --no-deps --no-build-isolation --editable /srv/borderwire \
    && /opt/borderwire/bin/python -m compileall -q /srv/borderwire \
    && /opt/borderwire/bin/pip uninstall --yes pip

# Nothing here can build: the packages come ready from the stage above, and the code belongs to root.
FROM ${PYTHON}
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17=17.* \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 borderwire \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin borderwire \
    && install --directory --owner borderwire --group borderwire --mode 0750 /data /logs
COPY --from=built /opt/borderwire /opt/borderwire
COPY --from=built /srv/borderwire /srv/borderwire
ENV PATH=/opt/borderwire/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BORDERWIRE_DATA=/data \
    AIRFLOW_HOME=/tmp/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/srv/borderwire/dags \
    AIRFLOW__LOGGING__BASE_LOG_FOLDER=/logs
WORKDIR /srv/borderwire
USER 10001:10001
CMD ["borderwire", "--help"]

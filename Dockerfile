# The service as an image: the same hash-pinned packages as `make run`, a user without rights, the store in a volume.
#
#     docker build -t dateline .
#     docker run --rm -v dateline:/var/lib/dateline dateline dateline migrate
#     docker run --rm -v dateline:/var/lib/dateline dateline dateline keys create me --scope admin
#     docker run -p 8000:8000 -v dateline:/var/lib/dateline dateline
#
# Migrations are a command of their own, run once before a release is rolled out: with several replicas behind one
# PostgreSQL (DATELINE_DATABASE_URL), none of them changes the schema under the others.

ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/dateline
# What changes rarely comes first, so that a change of the code does not install all packages again.
COPY requirements/run.txt requirements/run.txt
RUN /opt/dateline/bin/pip install --require-hashes --requirement requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY app app
RUN /opt/dateline/bin/pip install --no-deps --no-build-isolation .

FROM python:${PYTHON}-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/dateline --create-home dateline
COPY --from=build /opt/dateline /opt/dateline
COPY seeds /usr/share/dateline/seeds
ENV PATH=/opt/dateline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATELINE_DATABASE_URL=sqlite:////var/lib/dateline/dateline.db
# By number, so that an orchestrator can see that it is not root.
USER 10001
WORKDIR /var/lib/dateline
VOLUME /var/lib/dateline
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=15s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["dateline", "serve", "--host", "0.0.0.0"]

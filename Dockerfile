# The bot alone: Python, the locked libraries, our package, the shipped knowledge. No shell is needed, none is used.
#
#   docker build -t explainer-bot .
#   docker build --build-arg PYTHON_IMAGE=python:3.12-slim-bookworm@sha256:… .     with the base pinned to its bytes
ARG PYTHON_IMAGE=python:3.12-slim-bookworm

# --------------------------------------------------------------------------------------------------- build
FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
# What `strip` is in. It takes a third of the libraries' room away: symbols that only a debugger reads.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends binutils \
 && rm -rf /var/lib/apt/lists/*

# The libraries first: they change less often than we do. The venv holds no pip: nothing is installed later.
COPY requirements.lock requirements-build.lock ./
RUN python -m venv --without-pip /opt/bot \
 && python -m pip --python /opt/bot/bin/python install --require-hashes --no-compile -r requirements.lock \
 && find /opt/bot -name '*.so' -exec strip --strip-unneeded {} + \
 && python -m pip install --require-hashes -r requirements-build.lock

COPY pyproject.toml README.md LICENSE ./
COPY bot bot
# Bytecode is made here, for a root file system that is read-only later; checked by hash and not by time, so that the
# same sources give the same bytes.
RUN SOURCE_DATE_EPOCH=315532800 python -m pip wheel --no-deps --no-build-isolation --no-index --wheel-dir /wheel . \
 && python -m pip --python /opt/bot/bin/python install --no-deps --no-index --no-compile /wheel/*.whl \
 && PYTHONHASHSEED=0 /opt/bot/bin/python -m compileall -q -j 1 --invalidation-mode unchecked-hash \
      /opt/bot/lib/python*/site-packages \
 && mkdir -p /data /config

# ----------------------------------------------------------------------------------------------------- run
FROM ${PYTHON_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="explainer-bot" \
      org.opencontainers.image.description="Explains a contested topic in Discord and Slack, from curated sources." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

COPY --from=build /opt/bot /opt/bot
# Whoever runs the container may choose another user (compose.yaml, EXPLAINER_UID), who must be able to write here.
COPY --from=build --chown=10001:10001 --chmod=0777 /data /data
COPY --chown=10001:10001 knowledge /knowledge
COPY --from=build /config /config

# config.yaml is read from /config, if it is there. These settings go before it, because they describe the container.
ENV PATH=/opt/bot/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/data/cache \
    EXPLAINER_KNOWLEDGE_FOLDER=/knowledge \
    EXPLAINER_STORE_FOLDER=/data \
    EXPLAINER_HTTP_HOST=0.0.0.0 \
    PORT=8080
WORKDIR /config
USER 10001:10001
VOLUME ["/data", "/knowledge"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["explainer-bot", "health"]
ENTRYPOINT ["explainer-bot"]
CMD ["run"]

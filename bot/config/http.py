"""Where the web server listens: health, figures, and the addresses that platforms call over signed HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Port = Annotated[int, Field(ge=0, le=65535)]


class HttpConfig(BaseModel):
    """The address of the web server. Without a port there is none; PORT in the environment goes before `port`.

    `monitor_port` gives /healthz, /readyz and /metrics a port of their own, so that a load balancer that
    forwards the other one to the world does not show them. Port 0 lets the system choose, and the log says which.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: Port | None = None
    monitor_port: Port | None = None

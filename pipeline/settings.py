"""The one place that reads the environment: every setting, its default and its meaning."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Settings, each read from `BORDERWIRE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BORDERWIRE_", frozen=True, extra="forbid")

    data: Path = Field(default=Path("data"), description="Folder of the archive, the warehouse and what is written.")
    database_url: SecretStr | None = Field(
        default=None, description="SQLAlchemy URL of the warehouse; SQLite inside `data` when absent."
    )
    seeds: Path = Field(default=ROOT / "seeds", description="Folder of reference data.")
    sources: str = Field(
        default="live", description="Sources that scheduled runs crawl: ids with commas, or a group: live, sample."
    )
    operator: str = Field(
        default="unnamed operator", description="Who runs the crawl and how to reach them; sent in the user agent."
    )
    private_hosts: str = Field(
        default="", description="Comma-separated host:port on private addresses that may be fetched all the same."
    )
    log: Literal["plain", "json"] = Field(
        default="plain", description="How the steps tell what they do: lines for people, or JSON lines."
    )
    fetch_seconds: float = Field(default=30.0, gt=0, description="Wall time one request may take before it times out.")
    workers: int = Field(default=0, ge=0, description="Refining processes; 0 means one a core.")
    page_seconds: float = Field(default=10.0, gt=0, description="Wall time one page may cost before it is too-slow.")
    page_megabytes: int = Field(default=1024, gt=0, description="Memory one page may cost before it is too-big.")

    alert_channels: SecretStr = Field(
        default=SecretStr("{}"),
        description="JSON object: each channel of the alert rules and where it leads, an address or a URL.",
    )
    smtp_url: SecretStr | None = Field(
        default=None, description="Mail server: smtp://, smtps:// or smtp+starttls://, user:password@host:port."
    )
    email_from: str = Field(default="borderwire@localhost", description="Sender of alerts by e-mail.")
    webhook_secret: SecretStr | None = Field(default=None, description="Key that signs alerts by webhook.")

    @property
    def archive_dir(self) -> Path:
        """Where pages are kept."""
        return self.data / "archive"

    @property
    def refined_dir(self) -> Path:
        """Where `refine` leaves tagged articles for `load`."""
        return self.data / "refined"

    @property
    def warehouse_url(self) -> str:
        """The warehouse's SQLAlchemy URL, secrets included; never print it."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.data / 'warehouse.sqlite').resolve()}"

    def alert_target(self, channel: str) -> str | None:
        """Where a channel leads, a secret; raises SettingsError when the setting is no JSON object of texts."""
        try:
            targets = json.loads(self.alert_channels.get_secret_value())
        except ValueError:
            targets = None
        if not isinstance(targets, dict) or not all(isinstance(target, str) for target in targets.values()):
            raise SettingsError('BORDERWIRE_ALERT_CHANNELS: no JSON object of texts, as {"email": "desk@example.org"}')
        return targets.get(channel)

    @property
    def allowed_private(self) -> frozenset[str]:
        """The host:port pairs that the guard lets pass."""
        return frozenset(h.strip() for h in self.private_hosts.split(",") if h.strip())


@cache
def settings() -> Settings:
    """The settings of this process; raises SettingsError naming the variable that cannot be read."""
    try:
        return Settings()
    except ValidationError as e:
        first = e.errors()[0]
        name = "BORDERWIRE_" + str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {first['msg']}; see docs/settings.md") from None

"""The one settings object: environment variables with the prefix BELEIDSWIJZER_."""

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.sources.settings import SourceSettings

PACKAGE_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are and how they run. Every field is BELEIDSWIJZER_<NAME> in the environment."""

    model_config = SettingsConfigDict(
        env_prefix="BELEIDSWIJZER_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        frozen=True,
    )

    data: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        default_factory=lambda: platformdirs.user_data_path("beleidswijzer", appauthor=False),
        description="Folder of the published index.",
    )
    corpus: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        default=PACKAGE_ROOT / "corpus",
        description="Folder of the manifest and the documents.",
    )
    encoder: str | None = Field(
        default=None,
        description="Folder or name of a sentence-transformers model instead of the bundled one "
        "(extra [transformers]). A name may be downloaded by that library.",
    )
    reranker: str | None = Field(
        default=None,
        description="Folder or name of a cross-encoder of sentence-transformers that reads the "
        "best passages again (extra [transformers]). A name may be downloaded by that library.",
    )
    model: str | None = Field(
        default=None,
        description="Chat model as LangChain names it, provider:model (extra [llm]): it writes the "
        "questions by which added documents are also found. Their text is sent to it.",
    )
    read_seconds: int = Field(
        default=60, ge=1, description="How long reading one added file may take, in seconds."
    )
    read_memory_mb: int = Field(
        default=2048, ge=256, description="How much memory reading one added file may take, in MB."
    )
    max_file_mb: int = Field(
        default=200, ge=1, description="Largest file that can be added, in MB."
    )
    quarantine: bool = Field(
        default=False,
        description="Do not add documents with hidden text or text that reads like an instruction "
        "to a machine.",
    )
    host: str = Field(default="127.0.0.1", description="Address on which the front end listens.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port of the front end.")
    max_question: int = Field(
        default=2000, ge=1, description="Longest question in characters; longer ones are invalid."
    )
    exit_url: str = Field(
        default="https://www.buienradar.nl/",
        pattern=r"^https://[^\s/]+(?:/\S*)?$",
        description="Neutral website to which the quick exit of the front end leads.",
    )
    owner_contact: str = Field(
        default="",
        description="How to reach who runs the front end, as its page about this shows it.",
    )
    feedback: Annotated[Path | None, AfterValidator(lambda p: p and p.expanduser())] = Field(
        default=None,
        description="File to which judgements on answers are added, without the question: JSON "
        "lines. Without it they stay in the page of who judges.",
    )
    rate_per_minute: int = Field(
        default=60, ge=0, description="Questions a minute from one address; 0 is no limit."
    )
    trusted_proxy: str = Field(
        default="",
        description="Addresses of the reverse proxy, comma separated: only what comes from these "
        "is believed about who asks (X-Forwarded-For, X-Forwarded-Proto).",
    )
    root_path: str = Field(
        default="",
        pattern=r"^(/[\w.~-]+)*$",
        description="The path under which a reverse proxy shows the front end, and which it "
        "strips: /beleidswijzer.",
    )
    login: SecretStr = Field(
        default=SecretStr(""),
        description="Who may come in: name:password, comma separated; empty for everyone.",
    )
    owner: SecretStr = Field(
        default=SecretStr(""),
        description="Who may add and remove documents in the front end: name:password, comma "
        "separated; empty for nobody.",
    )
    sources: SourceSettings = Field(
        default_factory=SourceSettings,
        description="Where official publications are looked for, and how patiently.",
    )

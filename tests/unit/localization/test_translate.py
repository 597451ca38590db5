import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.localization import catalogue as catalogue_module
from app.localization import translate
from app.localization.translate import N_, _, ngettext, pgettext

_CATALOGUE = """
msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Save"
msgstr "Lưu"

msgid "{count} dossier"
msgid_plural "{count} dossiers"
msgstr[0] "{count} hồ sơ"

msgctxt "of a book"
msgid "Volume"
msgstr "Quyển"

#, fuzzy
msgid "Close"
msgstr "Gần"
"""


@pytest.fixture
def small_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "vi" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(_CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(catalogue_module, "TRANSLATIONS", tmp_path)
    catalogue_module.catalogue.cache_clear()
    yield file
    catalogue_module.catalogue.cache_clear()


@pytest.mark.usefixtures("small_catalogue")
def test_texts_are_vietnamese_from_the_start() -> None:
    assert _("Save") == "Lưu"
    assert ngettext("{count} dossier", "{count} dossiers", 2).format(count=2) == "2 hồ sơ"
    assert pgettext("of a book", "Volume") == "Quyển"


@pytest.mark.usefixtures("small_catalogue")
def test_a_guessed_translation_is_not_shown() -> None:
    assert _("Close") == "Close"


@pytest.mark.usefixtures("small_catalogue", "english_window")
def test_english_needs_no_catalogue() -> None:
    assert _("Save") == "Save"
    assert ngettext("{count} dossier", "{count} dossiers", 1) == "{count} dossier"
    assert ngettext("{count} dossier", "{count} dossiers", 2) == "{count} dossiers"


@pytest.mark.usefixtures("small_catalogue")
def test_a_constant_is_translated_when_it_is_shown() -> None:
    label = N_("Save")
    assert label == "Save"
    assert _(label) == "Lưu"


def test_a_changed_source_is_compiled_again(small_catalogue: Path) -> None:
    assert _("Save") == "Lưu"
    small_catalogue.write_text(_CATALOGUE.replace("Lưu", "Ghi lại"), encoding="utf-8")
    catalogue_module.catalogue.cache_clear()
    assert _("Save") == "Ghi lại"


def test_the_installed_program_reads_the_compiled_catalogue_alone(small_catalogue: Path) -> None:
    small_catalogue.with_suffix(".mo").write_bytes(catalogue_module.compile_catalogue(small_catalogue))
    small_catalogue.unlink()
    assert _("Save") == "Lưu"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="tlh"):
        translate.set_language("tlh")
    assert translate.current_language() == "vi"


def test_texts_and_dates_of_the_window_do_not_load_babel(repository: Path) -> None:
    look_up = "import sys, app.localization.formats; from app.localization.translate import _; _('Save')"
    code = f"{look_up}; sys.exit('babel' in sys.modules)"
    _("Save")  # the catalogue is compiled by now
    assert subprocess.run([sys.executable, "-c", code], cwd=repository, check=False).returncode == 0

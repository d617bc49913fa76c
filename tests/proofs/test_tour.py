"""The notebook: it is small and has no outputs, runs from the top, and shows mathematics that no network is needed for."""

from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from traitlets.config import Config

ROOT = Path(__file__).parents[2]
TOUR = ROOT / "proofs" / "tour.ipynb"
SMALL = 20_000  # bytes

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*Proactor.*")


def run(notebook: nbformat.NotebookNode, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its HTML, once it has been run."""
    monkeypatch.setenv("IPYTHONDIR", str(folder))  # no profile of the user's
    with TemporaryDirectory() as short:  # sockets there, and no ports: another process may take those before the kernel does
        config = Config({"KernelManager": {"transport": "ipc", "ip": f"{short}/kernel"}})
        NotebookClient(notebook, timeout=600, startup_timeout=600, kernel_name="python3", config=config).execute()
    return str(HTMLExporter().from_notebook_node(notebook)[0])


def test_it_is_small_and_stripped() -> None:
    notebook = nbformat.read(TOUR, 4)
    nbformat.validate(notebook)
    assert TOUR.stat().st_size < SMALL
    assert not [cell for cell in notebook.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]


def test_it_runs_and_shows_mathematics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = nbformat.read(TOUR, 4)
    page = run(notebook, tmp_path, monkeypatch)
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert all(output.output_type in ("execute_result", "display_data") for output in shown)
    results = [output.data for output in shown if output.output_type == "execute_result"]
    assert all({"text/html", "text/latex"} <= set(data) for data in results)
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
    assert page.count("<math") >= 6
    text = "\n".join(data["text/plain"] for data in results)
    assert all(found in text for found in ("misprint", "equal if", "different: at", "2 holds, 1 misprint"))
    (slip,) = (data["text/html"] for data in results if data["text/plain"].startswith("eq.31.3"))
    assert "the sign of (28) is lost" in slip
    assert "true is" in slip


def test_a_cell_that_fails_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("from bornproof.proofs import verify\nverify('eq.99')")])
    with pytest.raises(CellExecutionError, match=r"eq\.99"):
        run(broken, tmp_path, monkeypatch)

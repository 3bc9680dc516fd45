"""Generated packages, from a folder or from texts that were never written, as modules to call.

Keeps them out of the names that programs import: each is loaded under a name of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location, spec_from_loader
from itertools import count
from pathlib import Path, PurePosixPath
from types import CodeType, ModuleType

_numbers = count(1)


def load_folder(folder: Path) -> ModuleType:
    """The package in a folder that a build wrote."""
    name = _new_name(folder.name)
    spec = spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} is no package", path=str(folder))
    package = module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)
    return package


def load_texts(name: str, texts: Mapping[PurePosixPath, str]) -> ModuleType:
    """The package of these files, `__init__.py` among them, by their path within it."""
    unique = _new_name(name)
    modules = {_dotted(unique, path): text for path, text in texts.items() if path.suffix == ".py"}
    sys.meta_path.append(_Texts(modules, unique))
    return import_module(unique)


def _new_name(name: str) -> str:
    return f"_tablewright_{name}_{next(_numbers)}"


def _dotted(package: str, path: PurePosixPath) -> str:
    parts = path.with_suffix("").parts
    return ".".join((package, *(part for part in parts if part != "__init__")))


class _Texts(MetaPathFinder, InspectLoader):
    """Finds and loads the modules of one package from their texts."""

    def __init__(self, modules: Mapping[str, str], package: str) -> None:
        self._modules, self._package = modules, package

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - asked for by the import system
        target: ModuleType | None = None,  # noqa: ARG002 - as above
    ) -> ModuleSpec | None:
        if fullname not in self._modules:
            return None
        return spec_from_loader(fullname, self, is_package=self.is_package(fullname))

    def is_package(self, fullname: str) -> bool:
        return fullname == self._package

    def get_source(self, fullname: str) -> str:
        return self._modules[fullname]

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._modules[fullname], f"<{fullname}>", "exec", dont_inherit=True)

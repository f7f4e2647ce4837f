"""A contract for import-linter: some packages import the standard library only."""

import sys

from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryContract(Contract):
    """Modules below ``packages`` import each other and the standard library."""

    packages = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose):
        broken = [
            (module, imported)
            for module in sorted(graph.modules)
            if self._covers(module)
            for imported in sorted(graph.find_modules_directly_imported_by(module))
            if not self._allows(imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check):
        for module, imported in check.metadata["broken"]:
            output.print_error(f"{module} imports {imported}")

    def _covers(self, module):
        return any(
            module == package or module.startswith(f"{package}.")
            for package in self.packages
        )

    def _allows(self, module):
        return self._covers(module) or (
            module.partition(".")[0] in sys.stdlib_module_names
        )

from tests.unit.architecture.drawing.conftest import drawing

__all__ = ["drawing"]

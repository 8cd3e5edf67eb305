"""The marked entries of a list, by key. No user interface."""

from collections.abc import Container, Iterable, Iterator


class Marks:
    """Keys in the order in which they were marked.

    `touched` is whether the user has changed any mark.
    """

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._keys = dict.fromkeys(keys)
        self.touched = False

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def toggle(self, *keys: str) -> None:
        """Mark these keys; if all of them are marked, unmark them."""
        self.touched = True
        if self._keys.keys() >= set(keys):
            for key in keys:
                del self._keys[key]
        else:
            self._keys.update(dict.fromkeys(keys))

    def clear(self) -> None:
        """Unmark all."""
        self.touched = True
        self._keys.clear()

    def keep(self, known: Container[str]) -> None:
        """Remove the marks of keys that are not in `known`."""
        self._keys = {key: None for key in self._keys if key in known}

"""What may go wrong with the ways into the office, and with what a role allows."""

from __future__ import annotations

from amends.domain.errors import AmendsError
from amends.domain.read_only import ReadOnly


class PassphraseTakenError(AmendsError):
    """Somebody else of the office has this passphrase, by which it could not be told who they are.

    It says no more than that another must be chosen.
    """

    def __init__(self) -> None:
        super().__init__("choose another passphrase")


class WrongRecoveryCodeError(AmendsError):
    def __init__(self) -> None:
        super().__init__("this recovery code does not open this office")


class RecoveryCodeMistypedError(AmendsError):
    """What was typed is no recovery code; `group` counts from 1, and is 0 where parts are missing
    or too many.
    """

    def __init__(self, group: int) -> None:
        super().__init__(f"group {group} is mistyped" if group else "the code has another length")
        self.group = group


class NotAllowedError(AmendsError):
    """The role that somebody has in the office does not let them record this."""

    def __init__(self, role: str) -> None:
        super().__init__(f"a {role} cannot record this")
        self.role = role


class OfficeReadOnlyError(AmendsError):
    """Nothing can be recorded in this office for now, whatever the role."""

    def __init__(self, why: ReadOnly) -> None:
        super().__init__(f"nothing can be recorded here: {why}")
        self.why = why


class CaseConcernsYouError(AmendsError):
    """Who asks is the person whom the case is about."""

    def __init__(self, stream: str) -> None:
        super().__init__(f"{stream} concerns the person who asks for it")
        self.stream = stream


class CaseConcernsTakerError(AmendsError):
    """Somebody is to take a case that concerns them."""

    def __init__(self, stream: str, name: str) -> None:
        super().__init__(f"{stream} concerns the person who is to take it")
        self.stream = stream
        self.name = name


class OwnLeavingError(AmendsError):
    """Nobody lets themselves leave: somebody else has to do what comes after."""

    def __init__(self) -> None:
        super().__init__("somebody else has to do this")


class LastDecisionMakerError(AmendsError):
    """Without this person nobody could change anything of the office any more."""

    def __init__(self) -> None:
        super().__init__("the office needs somebody who decides")


class KeyStoreMissingError(AmendsError):
    """The computer has no key store of its own that Amends would trust with a secret."""

    def __init__(self) -> None:
        super().__init__("this computer has no key store")


class KeyStoreRefusedError(AmendsError):
    """The key store of the computer is locked, or was told not to give or take the secret."""

    def __init__(self) -> None:
        super().__init__("the key store of this computer refused")


class ComputerNotTrustedError(AmendsError):
    """The computer opens the office no more without the passphrase."""

    def __init__(self) -> None:
        super().__init__("this computer is not trusted any more")

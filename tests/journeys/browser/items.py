"""On which items of the plan the journeys act.

Every journey of a run meets the same ward, so none acts on the item of another: what one of them
accepted, the other could not refuse any more.
"""

from enum import StrEnum, unique


@unique
class Item(StrEnum):
    """An item that one journey has to itself."""

    FREQUENCY_BY_MOUSE = "51-03"
    FREQUENCY_BY_KEYBOARD = "51-04"
    KEPT_WORDS = "51-05"
    WAITING = "51-06"
    LIVE = "51-07"
    REPORT_BY_MOUSE = "51-08"
    REPORT_BY_KEYBOARD = "51-09"
    PRINTED = "51-10"
    WRONG_DAY_BY_MOUSE = "51-11"
    WRONG_DAY_BY_KEYBOARD = "51-12"
    HEAVY_FILE = "51-13"
    EXTENSION_BY_MOUSE = "51-14"
    EXTENSION_BY_KEYBOARD = "51-15"
    REFUSAL_BY_MOUSE = "51-16"
    REFUSAL_BY_KEYBOARD = "51-17"
    NAMING_BY_MOUSE_1 = "51-18"
    NAMING_BY_MOUSE_2 = "51-19"
    NAMING_BY_KEYBOARD_1 = "51-20"
    NAMING_BY_KEYBOARD_2 = "51-21"
    CONTESTED_BY_MOUSE = "51-22"
    ASKED_WHY = "51-23"
    SHEET_BY_KEYBOARD_1 = "52-01"
    SHEET_BY_KEYBOARD_2 = "52-02"
    SHEET_BY_KEYBOARD_3 = "52-03"
    CHASED_WITHOUT_CHOICE = "52-04"
    PROMISED_BY_MOUSE = "53-01"
    PROMISED_BY_KEYBOARD = "53-02"
    CHASE_BY_MOUSE_1 = "54-01"
    CHASE_BY_MOUSE_2 = "54-02"
    CHASE_BY_KEYBOARD_1 = "54-03"
    CHASE_BY_KEYBOARD_2 = "54-04"
    SHEET_BY_MOUSE_1 = "55-01"
    SHEET_BY_MOUSE_2 = "55-02"
    SHEET_BY_MOUSE_3 = "55-03"
    SUSPENSION_BY_MOUSE_1 = "55-04"
    SUSPENSION_BY_MOUSE_2 = "55-05"
    SUSPENSION_BY_KEYBOARD_1 = "55-06"
    SUSPENSION_BY_KEYBOARD_2 = "55-07"
    ENDED_SESSION = "56-01"
    FILES_BY_MOUSE = "56-02"
    FILES_BY_KEYBOARD = "56-03"
    SIGNED_CONTRIBUTION = "CT03"
    WAIVER_BY_KEYBOARD = "CT09"
    RATE = "CT10"
    SECRET = "CT14"
    WAIVER_BY_MOUSE = "III-02"

"""The papers that people look at rather than read, and the sizes each is drawn in, the usual one first."""

PICTURE = "picture"
TICKET = "ticket"
PROCEDURE = "procedure"
PROCEDURE_LIST = "procedure_list"
STEPS = "steps"
BOARD = "board"
PLATE = "plate"

A3, A4, A5, ROLL = "A3", "A4", "A5", "80mm"
"""Paper sizes; ROLL is a thermal roll of 80 mm of which 72 are printed."""

SIZES: dict[str, tuple[str, ...]] = {
    PICTURE: (A5, ROLL),
    TICKET: (ROLL,),
    PROCEDURE: (A4, A3),
    PROCEDURE_LIST: (A4, A3),
    STEPS: (A4, A3),
    BOARD: (A4, A3),
    PLATE: (A4, A5),
}
FORMS = tuple(SIZES)
SLIP, FEE = "slip", "fee"
SIZES_OF_DOSSIER_FORMS: dict[str, tuple[str, ...]] = {
    SLIP: (A5, ROLL),
    FEE: (A5, ROLL),
    PICTURE: SIZES[PICTURE],
}
"""The papers of a dossier of which an office chooses the size; all others have the one of their template."""
POSTERS = (PROCEDURE, PROCEDURE_LIST, STEPS, BOARD, PLATE)
"""Of no dossier: made from the catalogue, the people and the profile of the office."""

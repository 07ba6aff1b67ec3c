package io.facegate.service.move;

/** What a caller asked of a gallery's move can't be done as it stands. */
abstract sealed class MoveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private MoveException(String message) {
        super(message);
    }

    /** The gallery keeps templates of one embedder only. */
    static final class NoMove extends MoveException {
        private static final long serialVersionUID = 1;

        NoMove() {
            super("The gallery doesn't move to another embedder.");
        }
    }

    /** The gallery is between two embedders, and must get away from there first. */
    static final class StillMoving extends MoveException {
        private static final long serialVersionUID = 1;

        StillMoving(String message) {
            super(message);
        }
    }

    /** The gallery answers by the new embedder already. */
    static final class Finished extends MoveException {
        private static final long serialVersionUID = 1;

        Finished(String message) {
            super(message);
        }
    }
}

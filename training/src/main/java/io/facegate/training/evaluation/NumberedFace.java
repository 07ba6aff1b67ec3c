package io.facegate.training.evaluation;

/**
 * A face of somebody.
 *
 * @param person by a number from 0
 * @param picture which of the person's pictures, from 1
 */
record NumberedFace(int person, int picture, PlacedFace face) {
    ComparedPair comparedWith(NumberedFace other) {
        return new ComparedPair(person, picture, other.person, other.picture, face.scoreWith(other.face));
    }
}

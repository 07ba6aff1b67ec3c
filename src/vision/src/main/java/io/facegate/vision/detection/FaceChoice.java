package io.facegate.vision.detection;

import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.Rejection;
import java.util.Comparator;
import java.util.List;

/** Which of a picture's faces is meant. A picture without a face is always an error, never an empty answer. */
public enum FaceChoice {
    /**
     * The face that the picture is about: large and near its centre, by area less twice the squared distance of the
     * two centres. People frame pictures around whom they mean, who isn't always the largest in them
     * (davidsandberg/facenet, {@code align_dataset_mtcnn.py}).
     */
    MAIN,
    /** The face with the largest box. */
    LARGEST,
    /** The one face of the picture; more than one is an error. */
    ONLY,
    /** Every face, the largest first. */
    ALL;

    /** Of a face's area, between two looks; its centre moves by half of that share of its side. */
    private static final double UNREST = 0.1;

    /** From a face's centre on, in its sides, to see it whole and with a little of what is around it. */
    private static final double AROUND = 0.75;

    /**
     * @param width of the picture, in pixels
     * @param height of the picture, in pixels
     * @throws PictureRejectedException {@link Rejection#NO_FACE} or {@link Rejection#SEVERAL_FACES}
     */
    public List<DetectedFace> from(List<DetectedFace> faces, int width, int height) {
        if (faces.isEmpty()) {
            throw new PictureRejectedException(Rejection.NO_FACE, "There is no face in the picture.");
        }
        if (this == ONLY && faces.size() > 1) {
            throw new PictureRejectedException(
                    Rejection.SEVERAL_FACES,
                    "There are %d faces in the picture where one is expected.".formatted(faces.size()));
        }
        Comparator<DetectedFace> prominence = Comparator.comparingDouble(face -> prominence(face.box(), width, height));
        List<DetectedFace> ordered =
                faces.stream().sorted(prominence.reversed()).toList();
        return this == ALL ? ordered : ordered.subList(0, 1);
    }

    /** Whether it is about one face of all that there may be, so that those that can't be it need not be known. */
    public boolean isOfTheMostProminent() {
        return this == MAIN || this == LARGEST;
    }

    /**
     * By what faces are ordered, in square pixels; never more than the area of the face.
     *
     * @param width of the picture, in pixels
     * @param height of the picture, in pixels
     */
    double prominence(FaceBox box, int width, int height) {
        return this == MAIN ? centrality(box, width, height) : box.area();
    }

    /** By how much the prominence of a face may differ from one look to another, in square pixels. */
    double unrest(FaceBox box, int width, int height) {
        double side = Math.sqrt(box.area());
        double distance = Math.hypot(box.left() + box.right() - width, box.top() + box.bottom() - height) / 2;
        double sides = UNREST * side * side;
        return this == MAIN ? sides + 4 * distance * UNREST / 2 * side : sides;
    }

    /**
     * Where the centre of a face must be, and the face around it, for it to be more prominent.
     *
     * @param prominence that is to be beaten, less than the square of the side
     * @param side of the face at most, in pixels
     * @param width of the picture, in pixels
     * @param height of the picture, in pixels
     */
    FaceBox whereBeaten(double prominence, double side, int width, int height) {
        double reach =
                AROUND * side + (this == MAIN ? Math.sqrt((side * side - prominence) / 2) : Math.max(width, height));
        return new FaceBox(
                (float) Math.max(0, width / 2.0 - reach),
                (float) Math.max(0, height / 2.0 - reach),
                (float) Math.min(width, width / 2.0 + reach),
                (float) Math.min(height, height / 2.0 + reach));
    }

    private static double centrality(FaceBox box, int width, int height) {
        double x = (box.left() + box.right() - width) / 2;
        double y = (box.top() + box.bottom() - height) / 2;
        return box.area() - 2 * (x * x + y * y);
    }
}

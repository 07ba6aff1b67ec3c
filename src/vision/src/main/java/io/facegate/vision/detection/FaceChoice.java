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
        Comparator<DetectedFace> prominence = Comparator.comparingDouble(face -> this == MAIN
                ? centrality(face.box(), width, height)
                : face.box().area());
        List<DetectedFace> ordered =
                faces.stream().sorted(prominence.reversed()).toList();
        return this == ALL ? ordered : ordered.subList(0, 1);
    }

    private static double centrality(FaceBox box, int width, int height) {
        double x = (box.left() + box.right() - width) / 2;
        double y = (box.top() + box.bottom() - height) / 2;
        return box.area() - 2 * (x * x + y * y);
    }
}

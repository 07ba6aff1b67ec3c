package io.facegate.training.evaluation;

import io.facegate.training.evaluation.DetectorTrial.Expectation;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceBox;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import io.facegate.vision.landmark.Point;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A picture of which a detector should say the same as of the original. What it says instead shows its bias, without anybody
 * who knows where the faces are.
 */
public enum ChangedPicture {
    /** Left and right change places: landmarks that always lie too far to the right then differ by twice that. */
    MIRRORED {
        @Override
        void change(Mat picture, Mat changed) {
            opencv_core.flip(picture, changed, 1);
        }

        @Override
        DetectedFace back(DetectedFace face, int width) {
            FaceBox box = face.box();
            Landmarks marks = face.landmarks();
            return new DetectedFace(
                    new FaceBox(width - box.right(), box.top(), width - box.left(), box.bottom()),
                    new Landmarks(
                            mirrored(marks.rightEye(), width),
                            mirrored(marks.leftEye(), width),
                            mirrored(marks.nose(), width),
                            mirrored(marks.rightMouth(), width),
                            mirrored(marks.leftMouth(), width)),
                    face.score());
        }
    },
    /** Each pixel becomes four: what always lies a number of pixels beside where it should then differs by half of that. */
    DOUBLED {
        @Override
        void change(Mat picture, Mat changed) {
            try (Size size = new Size(2 * picture.cols(), 2 * picture.rows())) {
                opencv_imgproc.resize(picture, changed, size, 0, 0, opencv_imgproc.INTER_NEAREST);
            }
        }

        @Override
        DetectedFace back(DetectedFace face, int width) {
            FaceBox box = face.box();
            return new DetectedFace(
                    new FaceBox(box.left() / 2, box.top() / 2, box.right() / 2, box.bottom() / 2),
                    Landmarks.of(face.landmarks().points().stream()
                            .map(point -> new Point(point.x() / 2, point.y() / 2))
                            .toList()),
                    face.score());
        }
    };

    /** Of the smallest face in it, by the original's. */
    public float scale() {
        return this == DOUBLED ? 2 : 1;
    }

    abstract void change(Mat picture, Mat changed);

    /** What was found in the changed picture, in coordinates of the original. */
    abstract DetectedFace back(DetectedFace face, int width);

    /** What the detector finds in the changed picture. */
    public Expectation by(FaceDetector detector) {
        return (picture, image) -> {
            Mat changed = new Mat();
            change(image.mat(), changed);
            try (RgbImage other = new RgbImage(changed)) {
                return new GoldenFaces(
                        picture,
                        image.width(),
                        image.height(),
                        detector.detect(other).stream()
                                .map(face -> back(face, image.width()))
                                .toList(),
                        List.of());
            }
        };
    }

    private static Point mirrored(Point point, int width) {
        return new Point(width - point.x(), point.y());
    }
}

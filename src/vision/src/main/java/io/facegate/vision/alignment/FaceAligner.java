package io.facegate.vision.alignment;

import io.facegate.vision.image.Picture;
import io.facegate.vision.image.ReducedPicture;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Landmarks;
import java.util.List;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Turns, scales and moves faces so that their landmarks lie where the embedder learned to see them: the least-squares
 * similarity to its template, bilinear, black beyond the picture's edge.
 *
 * <p>Bilinear sampling looks at four pixels, whatever the scale. Where a face is twice as large as the crop or more, most
 * pixels would go unseen and the crop would be noisy and jagged, so the region around it is first averaged down by a whole
 * number.
 *
 * <p>Several threads may use an aligner at once.
 */
public final class FaceAligner {
    /**
     * So many pixels a side are averaged for one of the crop, if the picture has them, in whatever size it is used: a decoder
     * reduces otherwise than by averaging, and the crop should not show by which of them it was made.
     */
    private static final int OVERSAMPLING = 2;

    private final AlignmentTemplate template;

    public FaceAligner(AlignmentTemplate template) {
        this.template = template;
    }

    /**
     * One crop for each face, in the same order.
     *
     * @throws DegenerateLandmarksException if the five points of a face are one, or not finite
     */
    public List<FaceCrop> align(RgbImage image, List<Landmarks> faces) {
        return faces.stream().map(face -> align(image, face)).toList();
    }

    /**
     * One crop for each face, in the same order, each of the smallest size of the picture that has more than enough pixels for
     * it, or of a larger one that is there already.
     *
     * @throws DegenerateLandmarksException if the five points of a face are one, or not finite
     */
    public List<FaceCrop> align(Picture picture, List<Landmarks> faces) {
        return faces.stream().map(face -> align(picture, face)).toList();
    }

    private FaceCrop align(Picture picture, Landmarks face) {
        int reduction = reduction(toCrop(face));
        ReducedPicture reduced = picture.atMostReduced(factor(reduction));
        Landmarks inReduced =
                Landmarks.of(face.points().stream().map(reduced::ofPicture).toList());
        return align(reduced.image(), toCrop(inReduced), (double) reduction / reduced.factor());
    }

    private static int factor(int reduction) {
        int factor = 1;
        while (factor < Picture.LARGEST_FACTOR && 2 * factor * OVERSAMPLING <= reduction) {
            factor *= 2;
        }
        return factor;
    }

    /** Pixels a side that are averaged down to one before the crop is sampled. */
    private static int reduction(SimilarityTransform toCrop) {
        return Math.max(1, (int) (1 / toCrop.scale()));
    }

    private SimilarityTransform toCrop(Landmarks face) {
        return SimilarityTransform.between(face.points(), template.landmarks().points());
    }

    private FaceCrop align(RgbImage image, Landmarks face) {
        SimilarityTransform transform = toCrop(face);
        return align(image, transform, reduction(transform));
    }

    /**
     * @param reduction pixels of the image a side that are averaged down to one
     */
    private FaceCrop align(RgbImage image, SimilarityTransform transform, double reduction) {
        if (reduction <= 1) {
            return warp(image.mat(), Grid.PIXELS, transform);
        }
        Region region = Region.ofCrop(template.cropSize(), transform, (int) Math.ceil(2 * reduction))
                .within(image.width(), image.height());
        return region.isEmpty()
                ? new FaceCrop(template.cropSize(), new byte[template.cropSize() * template.cropSize() * 3])
                : reduceAndWarp(image, region, reduction, transform);
    }

    private FaceCrop reduceAndWarp(RgbImage image, Region region, double reduction, SimilarityTransform transform) {
        int width = (int) Math.ceil(region.width() / reduction);
        int height = (int) Math.ceil(region.height() / reduction);
        Grid grid = new Grid(
                region.left(), region.top(), (double) region.width() / width, (double) region.height() / height);
        try (Rect rect = new Rect(region.left(), region.top(), region.width(), region.height());
                Mat part = new Mat(image.mat(), rect);
                Size size = new Size(width, height);
                Mat reduced = new Mat()) {
            opencv_imgproc.resize(part, reduced, size, 0, 0, opencv_imgproc.INTER_AREA);
            return warp(reduced, grid, transform);
        }
    }

    private FaceCrop warp(Mat source, Grid grid, SimilarityTransform transform) {
        int size = template.cropSize();
        byte[] rgb = new byte[size * size * 3];
        try (Mat matrix = grid.matrixOf(transform);
                Mat crop = new Mat();
                Size cropSize = new Size(size, size);
                Scalar black = new Scalar(0.0)) {
            opencv_imgproc.warpAffine(
                    source, crop, matrix, cropSize, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_CONSTANT, black);
            crop.data().get(rgb);
        }
        return new FaceCrop(size, rgb);
    }

    /** Where the cells of a matrix lie in the picture: from left and top on, each of this width and height. */
    private record Grid(double left, double top, double cellWidth, double cellHeight) {
        static final Grid PIXELS = new Grid(0, 0, 1, 1);

        /** The transform for OpenCV, whose pixel centres are at whole numbers where ours are at halves. */
        Mat matrixOf(SimilarityTransform transform) {
            double a = transform.a();
            double b = transform.b();
            double startX = left + 0.5 * cellWidth;
            double startY = top + 0.5 * cellHeight;
            Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
            try (DoubleIndexer indexer = matrix.createIndexer()) {
                indexer.put(0, 0, a * cellWidth, -b * cellHeight, a * startX - b * startY + transform.tx() - 0.5);
                indexer.put(1, 0, b * cellWidth, a * cellHeight, b * startX + a * startY + transform.ty() - 0.5);
            }
            return matrix;
        }
    }
}

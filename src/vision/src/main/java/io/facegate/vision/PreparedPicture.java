package io.facegate.vision;

import io.facegate.vision.AlignedPicture.AlignedFace;
import io.facegate.vision.alignment.FaceAligner;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.DetectedFace;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.ProminentFaces;
import io.facegate.vision.image.Picture;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.quality.FaceQuality;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture, and what has been found out about it: each thing when it is first asked for, and once, whoever else needs
 * it. So embedders, quality and whatever looks at more of the picture than crops work on the same pixels.
 *
 * <p>It owns the pixels, and belongs to whoever asked for it, who closes it; from then on only what it gave remains. For one
 * thread at a time.
 */
public final class PreparedPicture implements AutoCloseable {
    private final Picture picture;
    private final FaceDetector detector;
    private final StageListener listener;
    private final Map<Wanted, AlignedPicture> aligned = new HashMap<>();
    private final Map<FaceChoice, List<DetectedFace>> prominent = new EnumMap<>(FaceChoice.class);
    private @Nullable List<DetectedFace> faces;

    private record Wanted(FaceChoice choice, AlignmentTemplate template) {}

    /** Takes the ownership of the pixels. */
    PreparedPicture(Picture picture, FaceDetector detector, StageListener listener) {
        this.picture = picture;
        this.detector = detector;
        this.listener = listener;
    }

    /** Of the upright picture, in pixels. */
    public int width() {
        return picture.width();
    }

    /** Of the upright picture, in pixels. */
    public int height() {
        return picture.height();
    }

    /**
     * The upright picture, which stays this one's; valid until it is closed.
     */
    public RgbImage pixels() {
        return picture.pixels();
    }

    /**
     * Every face, the highest score first; empty if there are none.
     *
     * @throws IllegalStateException if the picture is closed
     */
    public List<DetectedFace> faces() {
        List<DetectedFace> found = faces;
        if (found == null) {
            found = listener.during(Stage.DETECT, () -> detector.detect(picture.pixels()));
            faces = found;
        }
        return found;
    }

    /**
     * The chosen faces, aligned and judged.
     *
     * @throws PictureRejectedException if the picture doesn't have the faces that are asked for
     * @throws IllegalStateException if the picture is closed
     */
    public AlignedPicture aligned(FaceChoice choice, AlignmentTemplate template) {
        return aligned.computeIfAbsent(new Wanted(choice, template), this::align);
    }

    /** Those that the choice is among. */
    private List<DetectedFace> faces(FaceChoice choice) {
        return faces != null || !choice.isOfTheMostProminent()
                ? faces()
                : prominent.computeIfAbsent(
                        choice,
                        wanted ->
                                listener.during(Stage.DETECT, () -> new ProminentFaces(detector).of(picture, wanted)));
    }

    private AlignedPicture align(Wanted wanted) {
        List<DetectedFace> found = faces(wanted.choice);
        List<DetectedFace> chosen = wanted.choice.from(found, picture.width(), picture.height());
        List<FaceCrop> crops = listener.during(Stage.ALIGN, () -> new FaceAligner(wanted.template)
                .align(picture, chosen.stream().map(DetectedFace::landmarks).toList()));
        List<FaceQuality> qualities = listener.during(
                Stage.QUALITY, () -> each(chosen.size(), i -> FaceQuality.of(chosen.get(i), crops.get(i))));
        return new AlignedPicture(
                picture.width(),
                picture.height(),
                found.size(),
                each(chosen.size(), i -> new AlignedFace(chosen.get(i), crops.get(i), qualities.get(i))));
    }

    private static <T> List<T> each(int count, IntFunction<T> of) {
        return IntStream.range(0, count).mapToObj(of).toList();
    }

    /** The pixels' memory is free; a second time does nothing. */
    @Override
    public void close() {
        picture.close();
    }
}

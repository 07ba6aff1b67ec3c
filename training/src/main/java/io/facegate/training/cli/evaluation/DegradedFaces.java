package io.facegate.training.cli.evaluation;

import io.facegate.training.dataset.PictureFile;
import io.facegate.training.degradation.Degradation;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.FacePipeline.EmbeddedFace;
import io.facegate.vision.PreparedPicture;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.image.RgbImage;
import io.facegate.vision.landmark.Landmarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * A picture, made bad, through the whole pipeline: where the face is in it is found anew.
 *
 * @param file of the clear picture
 * @param face in it
 */
record DegradedFaces(Path file, Landmarks face) {

    /** Null if there is no face in the clear picture. */
    static @Nullable DegradedFaces of(Path file, FacePipeline pipeline) {
        try (PreparedPicture picture = pipeline.prepare(read(file))) {
            return new DegradedFaces(
                    file,
                    picture.aligned(FaceChoice.MAIN, pipeline.embedder().template())
                            .faces()
                            .get(0)
                            .face()
                            .landmarks());
        } catch (PictureRejectedException e) {
            return null;
        }
    }

    /** Null if no face is found any more. */
    @Nullable
    EmbeddedFace embed(Degradation degradation, long seed, FacePipeline pipeline) {
        try {
            return pipeline.embed(degraded(degradation, seed, pipeline), FaceChoice.MAIN)
                    .get(0);
        } catch (PictureRejectedException e) {
            return null;
        }
    }

    private byte[] degraded(Degradation degradation, long seed, FacePipeline pipeline) {
        try (PreparedPicture picture = pipeline.prepare(read(file))) {
            RgbImage pixels = picture.pixels();
            degradation.applyTo(pixels, face, seed);
            try (Mat bgr = new Mat();
                    BytePointer png = new BytePointer()) {
                opencv_imgproc.cvtColor(pixels.mat(), bgr, opencv_imgproc.COLOR_RGB2BGR);
                if (!opencv_imgcodecs.imencode(".png", bgr, png)) {
                    throw new IllegalStateException("OpenCV can't encode PNG");
                }
                byte[] bytes = new byte[(int) png.limit()];
                png.get(bytes);
                return bytes;
            }
        }
    }

    private static byte[] read(Path file) {
        try {
            return PictureFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, on all cores. */
    static List<@Nullable EmbeddedFace> embed(
            List<DegradedFaces> pictures, Degradation degradation, FacePipeline pipeline, Runnable done) {
        @Nullable EmbeddedFace[] faces = new EmbeddedFace[pictures.size()];
        IntStream.range(0, faces.length).parallel().forEach(i -> {
            faces[i] = pictures.get(i).embed(degradation, i, pipeline);
            done.run();
        });
        return Arrays.asList(faces);
    }
}

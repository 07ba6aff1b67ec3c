package io.facegate.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.weights.onnx.OnnxModelBuilder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * What a command needs to run in seconds: made-up people, the bundled detector, and an embedder that knows nothing of a face
 * but its mean colour.
 *
 * @param images one folder for each person: 30 have three pictures, and two have one
 * @param models a folder of models
 * @param embedder its id
 */
public record DrawnFaces(Path images, Path models, String embedder) {
    public static final int PICTURES = 92;
    public static final int PEOPLE = 32;
    public static final int PEOPLE_WITH_SEVERAL = 30;

    public static DrawnFaces in(Path folder) {
        try {
            Path models = CommandLineRun.modelsWithTheBundle(folder);
            CommandLineRun drawn =
                    CommandLineRun.of("draw --people 32 --pictures 3 --side 120 --to", folder.resolve("drawn"));
            assertThat(drawn.status()).as(drawn.err()).isZero();
            return new DrawnFaces(folder.resolve("drawn/images"), models, meanColour(folder, models, 112));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Imports an embedder of faces of such a size. */
    public static String meanColour(Path folder, Path models, int size) throws IOException {
        Path onnx = OnnxModelBuilder.input(-1, 3, size, size)
                .node("GlobalAveragePool", List.of("x"), "mean")
                .node("Flatten", List.of("mean"), "y")
                .write(folder);
        CommandLineRun imported =
                CommandLineRun.of("models import onnx --name mean-colour --template arcface --models", models, onnx);
        assertThat(imported.status()).as(imported.err()).isZero();
        return imported.out().strip();
    }

    public CommandLineRun run(String command, Object... more) {
        return CommandLineRun.of(
                command + " --models",
                Stream.concat(Stream.of(models), Stream.of(more)).toArray());
    }

    public Path picture(String person, int number) {
        return images.resolve(person).resolve("%s_%04d.jpg".formatted(person, number));
    }

    /** Black pictures, in each of which there is no face, of so many people. */
    public static Path faceless(Path folder, int people, int pictures) throws IOException {
        for (int person = 0; person < people; person++) {
            String name = "nobody-%02d".formatted(person);
            Files.createDirectories(folder.resolve(name));
            for (int picture = 1; picture <= pictures; picture++) {
                ImageIO.write(
                        new BufferedImage(120, 120, BufferedImage.TYPE_INT_RGB),
                        "jpg",
                        folder.resolve("%s/%s_%04d.jpg".formatted(name, name, picture))
                                .toFile());
            }
        }
        return folder;
    }
}

package io.facegate.training.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.cli.CommandLineRun;
import io.facegate.training.cli.DrawnFaces;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateFacesCommandTest {
    private static final int PEOPLE = 12;

    private static DrawnFaces faces;
    private static Path folder;

    @BeforeAll
    static void draw(@TempDir Path temporary) {
        folder = temporary;
        faces = DrawnFaces.in(temporary);
    }

    private static String person(int number) {
        return "person-%05d".formatted(number % PEOPLE);
    }

    /** In each first picture its person is in the middle, and the next one larger at its edge. */
    private static Path crowded() throws IOException {
        Path images = folder.resolve("crowded");
        for (int person = 0; person < PEOPLE; person++) {
            BufferedImage picture = new BufferedImage(520, 280, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = picture.createGraphics();
            graphics.drawImage(tinted(person, 1), 200, 80, 120, 120, null);
            graphics.drawImage(tinted(person + 1, 1), 10, 10, 160, 160, null);
            graphics.dispose();
            Path of = Files.createDirectories(images.resolve(person(person)));
            ImageIO.write(
                    picture, "png", of.resolve(person(person) + "_0001.jpg").toFile());
            ImageIO.write(
                    tinted(person, 2),
                    "png",
                    of.resolve(person(person) + "_0002.jpg").toFile());
        }
        return images;
    }

    /** Red, green or blue, which is all that the embedder sees of a face. */
    private static BufferedImage tinted(int person, int picture) throws IOException {
        BufferedImage face = ImageIO.read(faces.picture(person(person), picture).toFile());
        int kept = person % 3;
        for (int channel = 0; channel < 3; channel++) {
            if (channel != kept) {
                for (int y = 0; y < face.getHeight(); y++) {
                    for (int x = 0; x < face.getWidth(); x++) {
                        face.getRaster()
                                .setSample(x, y, channel, face.getRaster().getSample(x, y, channel) * 3 / 4);
                    }
                }
            }
        }
        return face;
    }

    private static Path list(int picture) throws IOException {
        List<String> lines = new ArrayList<>(List.of("2\t" + PEOPLE / 2));
        for (int fold = 0; fold < PEOPLE; fold += PEOPLE / 2) {
            for (int person = fold; person < fold + PEOPLE / 2; person++) {
                lines.add("%s\t%d\t2".formatted(person(person), picture));
            }
            for (int person = fold; person < fold + PEOPLE / 2; person++) {
                // the one who is at the edge
                lines.add("%s\t%d\t%s\t2".formatted(person(person), picture, person(person + 1)));
            }
        }
        return Files.write(folder.resolve("pairs-%d.txt".formatted(picture)), lines);
    }

    private static double areaUnderCurve(String rule, String out) {
        Matcher line = Pattern.compile(rule + " +AUC ([0-9.]+)").matcher(out);
        assertThat(line.find()).as(out).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void whoIsLargerAtTheEdgeIsTakenByTheLargestOnly() throws IOException {
        CommandLineRun run =
                faces.run("evaluate faces --embedder %s --images %s".formatted(faces.embedder(), crowded()), list(1));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("1[0-2] genuine, 1[0-2] impostor");
        assertThat(areaUnderCurve("main", run.out()))
                .isEqualTo(areaUnderCurve("central", run.out()))
                .isGreaterThan(0.7)
                .isGreaterThan(areaUnderCurve("largest", run.out()) + 0.4);
    }

    @Test
    void aListWithoutASecondFaceInAnyPictureIsNoTrial() throws IOException {
        CommandLineRun run = faces.run(
                "evaluate faces --embedder %s --images %s".formatted(faces.embedder(), faces.images()), list(1));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("0 pairs of the same person")
                .contains("Maybe ")
                .doesNotContain("\tat ");
    }
}

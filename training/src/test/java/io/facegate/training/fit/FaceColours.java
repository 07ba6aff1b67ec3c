package io.facegate.training.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.configuration.Overrides;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.dataset.SolidColourFaces;
import io.facegate.training.distillation.MeanColourTeacher;
import io.facegate.training.distillation.TaughtDataset;
import io.facegate.vision.embedding.FaceEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Eight people to train on and eight others to validate on, each of them a colour, in a folder. */
record FaceColours(Path folder) {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);

    static FaceColours in(Path folder) throws IOException {
        return in(folder, GEOMETRY);
    }

    static FaceColours in(Path folder, CropGeometry geometry) throws IOException {
        for (int person = 0; person < 8; person++) {
            int red = (person & 1) * 180 + 20;
            int green = (person >> 1 & 1) * 180 + 20;
            int blue = (person >> 2 & 1) * 180 + 20;
            SolidColourFaces.write(folder.resolve("train"), "person" + person, 6, red, green, blue);
            SolidColourFaces.write(folder.resolve("val"), "other" + person, 4, 40 + red / 2, green, 220 - blue);
        }
        SolidColourFaces.prepare(folder.resolve("train"), folder.resolve("prepared-train"), geometry);
        SolidColourFaces.prepare(folder.resolve("val"), folder.resolve("prepared-val"), geometry);
        return new FaceColours(folder);
    }

    /** People whose pictures differ, so that they are hard to tell apart. */
    static FaceColours variedIn(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int person = 0; person < 12; person++) {
            varied(folder.resolve("train"), "person" + person, 8, random);
            varied(folder.resolve("val"), "other" + person, 6, random);
        }
        SolidColourFaces.prepare(folder.resolve("train"), folder.resolve("prepared-train"), GEOMETRY);
        SolidColourFaces.prepare(folder.resolve("val"), folder.resolve("prepared-val"), GEOMETRY);
        return new FaceColours(folder);
    }

    private static void varied(Path folder, String person, int pictures, SplittableRandom random) throws IOException {
        int red = random.nextInt(60, 196);
        int green = random.nextInt(60, 196);
        int blue = random.nextInt(60, 196);
        SolidColourFaces.write(
                folder,
                person,
                Stream.generate(() -> new SolidColourFaces.Rgb(
                                red + random.nextInt(-50, 51),
                                green + random.nextInt(-50, 51),
                                blue + random.nextInt(-50, 51)))
                        .limit(pictures)
                        .toList());
    }

    /** The same faces, with what a teacher says of them. */
    FaceColours taught() throws IOException {
        Path copy = Files.createTempDirectory(folder, "taught");
        try (FaceEmbedder teacher = MeanColourTeacher.open(copy.resolve("models"), GEOMETRY.faceSize());
                PreparedDataset training = training();
                PreparedDataset validation = validation()) {
            new TaughtDataset(training, teacher, Augmentation.NONE, 0, 1)
                    .write(copy.resolve("prepared-train"), done -> {});
            new TaughtDataset(validation, teacher, Augmentation.NONE, 0, 1)
                    .write(copy.resolve("prepared-val"), done -> {});
        }
        return new FaceColours(copy);
    }

    PreparedDataset training() throws IOException {
        return PreparedDataset.open(List.of(folder.resolve("prepared-train")));
    }

    PreparedDataset validation() throws IOException {
        return PreparedDataset.open(List.of(folder.resolve("prepared-val")));
    }

    RunSettings settings(String yaml) throws IOException {
        String paths = new ObjectMapper()
                .writeValueAsString(List.of(folder.resolve("prepared-train").toString()));
        String validationPaths = new ObjectMapper()
                .writeValueAsString(List.of(folder.resolve("prepared-val").toString()));
        Path file = Files.writeString(
                folder.resolve("run.yaml"),
                "data: {training: %s, validation: %s}%n%s".formatted(paths, validationPaths, yaml));
        return new SettingsReader().read(file, Overrides.NONE);
    }
}

package io.facegate.training.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.augmentation.Augmentation;
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

/** Eight people to train on and eight others to validate on, each of them a colour, in a folder. */
record FaceColours(Path folder) {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);

    static FaceColours in(Path folder) throws IOException {
        for (int person = 0; person < 8; person++) {
            int red = (person & 1) * 180 + 20;
            int green = (person >> 1 & 1) * 180 + 20;
            int blue = (person >> 2 & 1) * 180 + 20;
            SolidColourFaces.write(folder.resolve("train"), "person" + person, 6, red, green, blue);
            SolidColourFaces.write(folder.resolve("val"), "other" + person, 4, 40 + red / 2, green, 220 - blue);
        }
        SolidColourFaces.prepare(folder.resolve("train"), folder.resolve("prepared-train"), GEOMETRY);
        SolidColourFaces.prepare(folder.resolve("val"), folder.resolve("prepared-val"), GEOMETRY);
        return new FaceColours(folder);
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
        return new SettingsReader().read(file, SettingsReader.Overrides.NONE);
    }
}

package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.image.RgbImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);

    @TempDir
    private Path folder;

    private Path pictures;
    private Path target;

    @BeforeEach
    void writePictures() throws IOException {
        pictures = folder.resolve("pictures");
        target = folder.resolve("prepared");
        SolidColourFaces.write(pictures, "ann", 3, 200, 10, 10);
        SolidColourFaces.write(pictures, "bob", 2, 10, 200, 10);
        SolidColourFaces.write(pictures, "cy", 1, 10, 10, 200);
        SolidColourFaces.write(pictures, "dan", 1, 0, 0, 0);
        Files.writeString(pictures.resolve("bob/bob_0009.jpg"), "no picture");
        Files.createDirectories(pictures.resolve("eve"));
    }

    @Test
    void cropsEveryFaceAndReportsWhatIsSkipped() throws IOException {
        AtomicInteger done = new AtomicInteger();
        PreparationReport report = new Preparation(
                        new PictureSource(pictures, null),
                        SolidColourFaces.cropper(GEOMETRY),
                        GEOMETRY,
                        "middle",
                        target)
                .run(done::addAndGet);

        assertThat(report.prepared()).isEqualTo(6);
        assertThat(done).hasValue(8);
        assertThat(report.emptyIdentities()).containsExactly("eve");
        assertThat(report.identitiesWithOnePicture()).isEqualTo(1);
        assertThat(report.skipped())
                .extracting(SkippedPicture::file)
                .containsExactly("bob/bob_0009.jpg", "dan/dan_0001.png");
        assertThat(report.skipped().get(1).reason()).isEqualTo("no_face");
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            assertThat(dataset.pictures()).isEqualTo(6);
            assertThat(dataset.identities()).isEqualTo(3);
            assertThat(dataset.nameOf(1)).isEqualTo("bob");
            assertThat(dataset.picturesOf(0)).containsExactly(0, 1, 2);
            assertThat(dataset.identityOf(4)).isEqualTo(1);
            assertThat(dataset.identitiesWith(2)).containsExactly(0, 1);
            try (RgbImage crop =
                    new ImageDecoder(ImageLimits.DEFAULT).decode(dataset.read(4).crop())) {
                ByteBuffer pixels = crop.pixels();
                int middle = (20 * 40 + 20) * 3;
                assertThat(crop.width()).isEqualTo(40);
                assertThat(pixels.get(middle) & 0xff).isCloseTo(10, within(3));
                assertThat(pixels.get(middle + 1) & 0xff).isCloseTo(200, within(3));
            }
        }
    }

    @Test
    void preparesOnlyListedIdentities() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "cy\nann\n");

        new Preparation(
                        new PictureSource(pictures, list),
                        SolidColourFaces.cropper(GEOMETRY),
                        GEOMETRY,
                        "middle",
                        target)
                .run(done -> {});

        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            assertThat(dataset.pictures()).isEqualTo(4);
            assertThat(List.of(dataset.nameOf(0), dataset.nameOf(1))).containsExactly("ann", "cy");
        }
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        PreparationReport first = SolidColourFaces.prepare(pictures, target, GEOMETRY);
        Path shard = PreparedFiles.shard(target, 0);
        byte[] content = Files.readAllBytes(shard);
        var made = Files.getLastModifiedTime(shard);
        PreparationReport untouched = SolidColourFaces.prepare(pictures, target, GEOMETRY);
        assertThat(Files.getLastModifiedTime(shard)).isEqualTo(made);
        assertThat(untouched.fresh()).isZero();
        assertThat(untouched.prepared()).isEqualTo(first.prepared());
        assertThat(untouched.skipped()).isEqualTo(first.skipped());

        Files.delete(PreparedFiles.index(target, 0));
        Files.write(shard, new byte[] {1, 2, 3});
        PreparationReport again = SolidColourFaces.prepare(pictures, target, GEOMETRY);

        assertThat(again).isEqualTo(first);
        assertThat(Files.readAllBytes(shard)).isEqualTo(content);
    }

    @Test
    void refusesAFolderWithAnotherPreparation() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);

        assertThatThrownBy(() -> SolidColourFaces.prepare(pictures, target, new CropGeometry(32, 8)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(
                        "another preparation: its faces are of 32 pixels with a rim of 4, where 32 with 8")
                .message()
                .doesNotContain("[");
        Path others = folder.resolve("others");
        SolidColourFaces.write(others, "zoe", 1, 9, 9, 200);
        assertThatThrownBy(() -> SolidColourFaces.prepare(others, target, GEOMETRY))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("its pictures are from " + pictures + ", not " + others);
    }

    @Test
    void oneMorePictureIsOneMoreToPrepare() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        byte[] shard = Files.readAllBytes(PreparedFiles.shard(target, 0));
        String before = fingerprint();
        SolidColourFaces.write(pictures, "bea", 1, 90, 90, 90);

        PreparationReport report = SolidColourFaces.prepare(pictures, target, GEOMETRY);

        assertThat(report.fresh()).isEqualTo(1);
        assertThat(report.prepared()).isEqualTo(7);
        assertThat(report.skipped()).as("skipped the first time").hasSize(2);
        assertThat(Files.readAllBytes(PreparedFiles.shard(target, 0))).isEqualTo(shard);
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            assertThat(dataset.pictures()).isEqualTo(7);
            assertThat(dataset.nameOf(3)).as("numbers of the others stay").isEqualTo("bea");
            assertThat(dataset.read(6).file()).isEqualTo("bea/bea_0001.png");
        }
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aPictureThatIsGoneLeavesAndOneThatWasReplacedComesAnew() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        String before = fingerprint();
        Files.delete(pictures.resolve("ann/ann_0002.png"));
        Files.copy(
                pictures.resolve("ann/ann_0001.png"),
                pictures.resolve("bob/bob_0009.jpg"),
                StandardCopyOption.REPLACE_EXISTING);

        PreparationReport report = SolidColourFaces.prepare(pictures, target, GEOMETRY);

        assertThat(report.removed()).isEqualTo(1);
        assertThat(report.fresh()).isEqualTo(1);
        assertThat(report.prepared()).isEqualTo(6);
        assertThat(report.skipped()).extracting(SkippedPicture::file).containsExactly("dan/dan_0001.png");
        assertThat(fingerprint()).isNotEqualTo(before);
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            for (int picture = 0; picture < dataset.pictures(); picture++) {
                assertThat(dataset.read(picture).file()).isNotEqualTo("ann/ann_0002.png");
            }
        }

        SolidColourFaces.write(pictures, "ann", 3, 200, 10, 10);
        assertThat(SolidColourFaces.prepare(pictures, target, GEOMETRY).prepared())
                .isEqualTo(7);
    }

    @Test
    void aPictureThatWasReplacedByOneOfTheSameLengthComesAnew() throws IOException {
        writeBitmap("ann", new Color(200, 10, 10));
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        Path replaced = pictures.resolve("ann/other.bmp");
        long length = Files.size(replaced);
        FileTime time = Files.getLastModifiedTime(replaced);
        writeBitmap("ann", new Color(10, 10, 200));
        Files.setLastModifiedTime(replaced, time);
        assertThat(replaced).hasSize(length);

        PreparationReport report = SolidColourFaces.prepare(pictures, target, GEOMETRY);

        assertThat(report.removed()).isEqualTo(1);
        assertThat(report.fresh()).isEqualTo(1);
        assertThat(report.prepared()).isEqualTo(7);
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            PreparedFace face = dataset.read(6);
            assertThat(face.file()).isEqualTo("ann/other.bmp");
            assertThat(dataset.nameOf(dataset.identityOf(6))).isEqualTo("ann");
            try (RgbImage crop = new ImageDecoder(ImageLimits.DEFAULT).decode(face.crop())) {
                assertThat(crop.pixels().get(crop.pixels().limit() / 2 + 2) & 0xff)
                        .as("blue of some pixel")
                        .isGreaterThan(150);
            }
        }
    }

    private void writeBitmap(String identity, Color colour) throws IOException {
        BufferedImage bitmap = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = bitmap.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 64, 64);
        graphics.dispose();
        ImageIO.write(bitmap, "bmp", pictures.resolve(identity + "/other.bmp").toFile());
    }

    @Test
    void whoIsStoppedWhileItSeesWhatIsThereLosesNothing() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        String before = fingerprint();
        Files.delete(pictures.resolve("ann/ann_0002.png"));

        PreparationReport stopped = preparation(null).run(done -> {}, () -> true);

        assertThat(stopped.complete()).isFalse();
        assertThat(stopped.removed()).isZero();
        assertThat(stopped.prepared()).isEqualTo(6);
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(preparation(null).run(done -> {}).removed()).isEqualTo(1);
    }

    @Test
    void moreThanAThousandPicturesAreSeveralShardsInTheOrderOfTheListing() throws IOException {
        Path many = folder.resolve("many");
        SolidColourFaces.write(many, "ann", 1, 200, 10, 10);
        byte[] picture = Files.readAllBytes(many.resolve("ann/ann_0001.png"));
        for (int number = 2; number <= 1005; number++) {
            Files.write(many.resolve("ann/ann_%04d.png".formatted(number)), picture);
        }

        PreparationReport report = SolidColourFaces.prepare(many, target, GEOMETRY);

        assertThat(report.prepared()).isEqualTo(1005);
        assertThat(PreparedFiles.index(target, 1)).exists();
        assertThat(PreparedFiles.index(target, 2)).doesNotExist();
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            for (int number : new int[] {0, 999, 1000, 1004}) {
                assertThat(dataset.read(number).file()).isEqualTo("ann/ann_%04d.png".formatted(number + 1));
            }
        }
    }

    @Test
    void wholeShardsStayWhenItIsStoppedBetweenThem() throws IOException {
        Path many = folder.resolve("many");
        SolidColourFaces.write(many, "ann", 1, 200, 10, 10);
        byte[] picture = Files.readAllBytes(many.resolve("ann/ann_0001.png"));
        for (int number = 2; number <= 1100; number++) {
            Files.write(many.resolve("ann/ann_%04d.png".formatted(number)), picture);
        }
        PictureSource source = new PictureSource(many, null);
        FaceCropper cropper = SolidColourFaces.cropper(GEOMETRY);
        AtomicInteger done = new AtomicInteger();

        PreparationReport stopped = new Preparation(source, cropper, GEOMETRY, "middle", target)
                .run(done::addAndGet, () -> done.get() >= 1000);

        assertThat(stopped.complete()).isFalse();
        assertThat(stopped.prepared()).isEqualTo(1000);
        assertThatThrownBy(() -> PreparedDataset.open(List.of(target)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not completely prepared: shard-00001.tsv is missing")
                .hasMessageContaining("Maybe run prepare again; it goes on where it was.");
        PreparationReport rest = new Preparation(source, cropper, GEOMETRY, "middle", target).run(done::addAndGet);
        assertThat(rest.complete()).isTrue();
        assertThat(rest.fresh()).isEqualTo(100);
        assertThat(rest.prepared()).isEqualTo(1100);
    }

    @Test
    void whatNeedsNoWorkCountsAsProgress() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        SolidColourFaces.write(pictures, "bea", 2, 90, 90, 90);
        AtomicInteger done = new AtomicInteger();

        preparation(null).run(done::addAndGet);

        assertThat(done).hasValue(8 + 2);
    }

    @Test
    void whatCouldNotBeReadIsTriedAgain() throws IOException {
        Path secret = pictures.resolve("cy/cy_0001.png");
        byte[] content = Files.readAllBytes(secret);
        Preparation preparation = preparation(null);
        Files.delete(secret);

        PreparationReport report = preparation.run(done -> {});

        assertThat(report.skipped()).contains(new SkippedPicture("cy", "cy/cy_0001.png", "unreadable"));
        assertThat(report.prepared()).isEqualTo(5);
        Files.write(secret, content);
        PreparationReport again = preparation(null).run(done -> {});
        assertThat(again.fresh()).isEqualTo(1);
        assertThat(again.prepared()).isEqualTo(6);
        assertThat(again.skipped()).extracting(SkippedPicture::reason).doesNotContain("unreadable");
    }

    @Test
    void aListOfOtherPeopleDoesNotEmptyTheFolder() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        Path list = Files.writeString(folder.resolve("list.txt"), "dan\n");

        assertThatThrownBy(() -> preparation(list).run(done -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("has 6 faces, and none of the 1 pictures is among theirs");
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            assertThat(dataset.pictures()).isEqualTo(6);
        }
    }

    @Test
    void whatIsDoneIsKeptWhenItIsStopped() throws IOException {
        AtomicInteger done = new AtomicInteger();

        PreparationReport stopped = preparation(null).run(done::addAndGet, () -> done.get() >= 3);

        assertThat(stopped.complete()).isFalse();
        assertThat(stopped.fresh()).isBetween(3, 7);
        PreparationReport rest = preparation(null).run(more -> {});
        assertThat(rest.complete()).isTrue();
        assertThat(rest.fresh()).isEqualTo(8 - stopped.fresh());
        assertThat(rest.prepared()).isEqualTo(6);
    }

    private Preparation preparation(@Nullable Path list) throws IOException {
        return new Preparation(
                new PictureSource(pictures, list), SolidColourFaces.cropper(GEOMETRY), GEOMETRY, "middle", target);
    }

    private String fingerprint() throws IOException {
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            return dataset.fingerprint();
        }
    }

    /** As they were written before files had lengths and digests in the tables of contents. */
    @Test
    void anOlderDataSetIsReadAndExtended() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        Path index = PreparedFiles.index(target, 0);
        Files.write(
                index,
                Files.readAllLines(index).stream()
                        .map(line -> line.replaceAll("\t[0-9]+:[0-9a-f]{16}$", ""))
                        .toList());
        SolidColourFaces.write(pictures, "bea", 1, 90, 90, 90);

        assertThat(SolidColourFaces.prepare(pictures, target, GEOMETRY).fresh()).isEqualTo(1);
        try (PreparedDataset dataset = PreparedDataset.open(List.of(target))) {
            assertThat(dataset.originOf(0)).isNull();
            assertThat(dataset.originOf(6)).isNotNull();
        }
    }

    @Test
    void peopleOfDifferentDataSetsAreDifferent() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        Path other = folder.resolve("other");
        SolidColourFaces.prepare(pictures, other, GEOMETRY);

        try (PreparedDataset both = PreparedDataset.open(List.of(target, other));
                PreparedDataset one = PreparedDataset.open(List.of(target))) {
            assertThat(both.identities()).isEqualTo(6);
            assertThat(both.pictures()).isEqualTo(12);
            assertThat(both.fingerprint()).isNotEqualTo(one.fingerprint());
        }
    }

    @Test
    void tellsThatAPreparationIsNotFinished() throws IOException {
        SolidColourFaces.prepare(pictures, target, GEOMETRY);
        Files.delete(PreparedFiles.index(target, 0));

        assertThatThrownBy(() -> PreparedDataset.open(List.of(target)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not completely prepared");
        assertThatThrownBy(() -> PreparedDataset.open(List.of(pictures)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no prepared data set");
    }

    @Test
    void theMiddleOfACropIsTheNetworksOwn() {
        var face = GEOMETRY.faceTemplate().landmarks().nose();
        var crop = GEOMETRY.cropTemplate().landmarks().nose();

        assertThat(GEOMETRY.cropTemplate().cropSize()).isEqualTo(40);
        assertThat(crop.x() - face.x()).isEqualTo(4);
        assertThat(crop.y() - face.y()).isEqualTo(4);
    }
}

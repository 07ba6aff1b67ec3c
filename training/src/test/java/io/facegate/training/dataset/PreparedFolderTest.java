package io.facegate.training.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.vision.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a prepared data set, from the side of who writes them and of who reads them. */
class PreparedFolderTest {
    private static final CropGeometry GEOMETRY = new CropGeometry(32, 4);

    @TempDir
    private Path folder;

    private static PreparationSettings settings(int shards) {
        return new PreparationSettings(GEOMETRY, "mtcnn-1", "pictures", "cafe", shards, null);
    }

    private static PreparedFace face(String identity, int number) {
        return new PreparedFace(
                identity, "%s/%d.jpg".formatted(identity, number), new byte[] {(byte) number}, null, null);
    }

    private void write(String name, PreparedFace... faces) throws IOException {
        new PreparedFolder(folder.resolve(name), settings(1)).write(0, List.of(faces));
    }

    private PreparedDataset open(String... names) throws IOException {
        return PreparedDataset.open(List.of(names).stream().map(folder::resolve).toList());
    }

    @Test
    void aShardIsThereWhenItsIndexIs() throws IOException {
        PreparedFolder prepared = new PreparedFolder(folder, settings(2));
        assertThat(prepared.has(0)).isFalse();

        prepared.write(1, List.of(face("ann", 1)));

        assertThat(prepared.has(0)).isFalse();
        assertThat(prepared.has(1)).isTrue();
        assertThat(prepared.indexes()).containsOnlyKeys(1);
        assertThat(folder).isDirectoryContaining("glob:**shard-00001.tfrecord");
        assertThat(folder).isDirectoryNotContaining("glob:**unfinished");
    }

    @Test
    void theIndexHasTheChecksumOfItsShard() throws IOException {
        PreparedFolder prepared = new PreparedFolder(folder, settings(1));

        prepared.write(0, List.of(face("ann", 1), face("bob", 2)));

        ShardIndex index = requireNonNull(prepared.indexes().get(0));
        assertThat(index.sha256()).isEqualTo(ModelFiles.sha256(PreparedFiles.shard(folder, 0)));
        assertThat(index.pictures()).extracting(ShardIndex.Entry::file).containsExactly("ann/1.jpg", "bob/2.jpg");
    }

    @Test
    void goesOnWithTheSameSettingsOnly() throws IOException {
        new PreparedFolder(folder, settings(2)).write(0, List.of(face("ann", 1)));

        assertThat(new PreparedFolder(folder, settings(2)).has(0)).isTrue();
        assertThatThrownBy(() -> new PreparedFolder(folder, settings(3)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("holds another preparation: it is of other faces.")
                .hasMessageContaining("Maybe choose another folder");
    }

    @Test
    void thePlanOfMoreIsKept() throws IOException {
        PreparedFolder first = PreparedFolder.toExtend(folder, settings(0));
        assertThat(folder).as("nothing is planned yet").isEmptyDirectory();
        first.plan("beef", 4);

        assertThat(PreparedFolder.toExtend(folder, settings(0)).shards()).isEqualTo(4);
    }

    @Test
    void facesAreReadByTheirNumbers() throws IOException {
        write("one", face("ann", 1), face("bob", 2), face("ann", 3));

        try (PreparedDataset dataset = open("one")) {
            assertThat(dataset.pictures()).isEqualTo(3);
            assertThat(dataset.geometry()).isEqualTo(GEOMETRY);
            assertThat(dataset.teaching()).isNull();
            assertThat(dataset.read(1).identity()).isEqualTo("bob");
            assertThat(dataset.read(2).crop()).containsExactly(3);
            assertThat(dataset.picturesOf(0)).containsExactly(0, 2);
            assertThat(dataset.identitiesWith(1)).containsExactly(0, 1);
            assertThat(dataset.identitiesWith(2)).containsExactly(0);
            assertThat(dataset.identitiesWith(3)).isEmpty();
        }
    }

    @Test
    void whatIsGivenAwayIsACopy() throws IOException {
        write("one", face("ann", 1), face("ann", 2));
        try (PreparedDataset dataset = open("one")) {
            dataset.picturesOf(0)[0] = 99;

            assertThat(dataset.picturesOf(0)).containsExactly(0, 1);
        }
    }

    @Test
    void theFingerprintIsOfThePicturesAndTheirNames() throws IOException {
        write("one", face("ann", 1));
        write("same", face("ann", 1));
        write("renamed", face("bob", 1));
        write("changed", face("ann", 2));
        try (PreparedDataset one = open("one");
                PreparedDataset same = open("same");
                PreparedDataset renamed = open("renamed");
                PreparedDataset changed = open("changed")) {
            assertThat(one.fingerprint()).matches("[0-9a-f]{64}").isEqualTo(same.fingerprint());
            assertThat(renamed.fingerprint()).isNotEqualTo(one.fingerprint());
            assertThat(changed.fingerprint()).isNotEqualTo(one.fingerprint());
        }
    }

    @Test
    void cropsOfDifferentSizesDoNotGoTogether() throws IOException {
        write("one", face("ann", 1));
        Path other = folder.resolve("other");
        new PreparedFolder(
                        other, new PreparationSettings(new CropGeometry(64, 0), "mtcnn-1", "pictures", "cafe", 1, null))
                .write(0, List.of(face("bob", 1)));

        assertThatThrownBy(() -> open("one", "other"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(other.toString())
                .hasMessageContaining("Maybe prepare both with the same sizes.");
    }

    @Test
    void neitherDoTaughtFacesAndOthers() throws IOException {
        write("one", face("ann", 1));
        Path taught = folder.resolve("taught");
        new PreparedFolder(
                        taught,
                        new PreparationSettings(GEOMETRY, "mtcnn-1", "one", "cafe", 1, new Teaching("mbf-1", 512)))
                .write(0, List.of(face("bob", 1)));

        assertThatThrownBy(() -> open("one", "taught"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("were not taught by the same teacher");
        try (PreparedDataset dataset = open("taught")) {
            assertThat(dataset.teaching()).isEqualTo(new Teaching("mbf-1", 512));
        }
    }

    @Test
    void aDamagedFaceIsToldWithItsFile() throws IOException {
        write("one", face("ann", 1), face("bob", 2));
        Path shard = PreparedFiles.shard(folder.resolve("one"), 0);
        byte[] content = Files.readAllBytes(shard);
        content[content.length - 6] ^= 1;
        Files.write(shard, content);

        try (PreparedDataset dataset = open("one")) {
            assertThat(dataset.read(0).identity()).isEqualTo("ann");
            assertThatThrownBy(() -> dataset.read(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(shard.toString())
                    .hasMessageContaining("Maybe prepare the data set again.");
        }
    }

    @Test
    void aShardWithoutAnyFaceIsWhole() throws IOException {
        write("one");

        try (PreparedDataset dataset = open("one")) {
            assertThat(dataset.pictures()).isZero();
            assertThat(dataset.identities()).isZero();
            assertThat(dataset.identitiesWith(1)).isEmpty();
        }
    }
}

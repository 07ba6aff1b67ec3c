package io.facegate.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSourceTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String file : new String[] {"zoe/2.jpg", "zoe/1.jpg", "zoe/10.jpg", "ann/b.png", "ann/a.webp"}) {
            put(file);
        }
        Files.createDirectories(folder.resolve("nobody"));
    }

    private void put(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "pixels");
    }

    private PictureSource.Listing list() throws IOException {
        return new PictureSource(folder, null).list();
    }

    @Test
    void listsPeopleAndTheirPicturesByName() throws IOException {
        PictureSource source = new PictureSource(folder, null);

        assertThat(source.list().pictures())
                .extracting(picture -> source.relative(picture.file()))
                .containsExactly("ann/a.webp", "ann/b.png", "zoe/1.jpg", "zoe/10.jpg", "zoe/2.jpg");
        assertThat(source.list().pictures().get(0).identity()).isEqualTo("ann");
        assertThat(source.list().emptyIdentities()).containsExactly("nobody");
    }

    @Test
    void aListOfPeopleIsOneNameALine() throws IOException {
        Path list = Files.writeString(folder.resolve("people.txt"), "  zoe \n\nnobody\n");

        PictureSource.Listing listing = new PictureSource(folder, list).list();

        assertThat(listing.pictures()).hasSize(3).allMatch(picture -> picture.identity()
                .equals("zoe"));
        assertThat(listing.emptyIdentities()).containsExactly("nobody");
        assertThat(listing.passedOver())
                .as("of a list, what lies outside is nobody's business")
                .isEmpty();
    }

    @Test
    void someoneOnTheListWithoutAFolderIsAnError() throws IOException {
        Path list = Files.writeString(folder.resolve("people.txt"), "zoe\nbob\n");

        assertThatThrownBy(() -> new PictureSource(folder, list).list())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("Identity bob has no folder in " + folder)
                .hasMessageContaining("Maybe the list is of another data set.");
    }

    @Test
    void whatIsNoFolderIsSaid() {
        assertThatThrownBy(() -> new PictureSource(folder.resolve("zoe/1.jpg"), null).list())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not a folder")
                .hasMessageContaining("Maybe give the folder that has one folder for each person.");
    }

    @Test
    void filesThatAreNoPicturesAreTold() throws IOException {
        put("ann/notes.txt");
        put("ann/.hidden.jpg");
        put(".git/config");

        assertThat(list().passedOver()).containsExactly(new SkippedPicture("ann", "ann/notes.txt", "not_a_picture"));
        assertThat(list().pictures()).hasSize(5);
    }

    @Test
    void picturesBesideTheFoldersAreNobodys() throws IOException {
        put("group.jpg");
        put("README.txt");

        assertThat(list().passedOver())
                .containsExactly(new SkippedPicture("-", "group.jpg", "outside_of_a_persons_folder"));
    }

    @Test
    void foldersWithinAPersonsAreTold() throws IOException {
        put("zoe/more/3.jpg");

        assertThat(list().passedOver())
                .containsExactly(new SkippedPicture("zoe", "zoe/more", "folder_within_a_persons_folder"));
    }

    @Test
    void aPersonsFolderMayBeALink() throws IOException {
        Files.createSymbolicLink(folder.resolve("twin"), folder.resolve("zoe"));

        assertThat(list().pictures())
                .filteredOn(picture -> picture.identity().equals("twin"))
                .hasSize(3);
    }

    @Test
    void picturesOfLfwAreNumbered() {
        assertThat(new IdentityFolder(folder).lfwPicture("Zoe_Doe", 7))
                .isEqualTo(folder.resolve("Zoe_Doe/Zoe_Doe_0007.jpg"));
    }
}

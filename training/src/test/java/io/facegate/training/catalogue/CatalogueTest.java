package io.facegate.training.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.vision.model.ModelException;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void everyEntryIsWhole() throws Exception {
        for (PublishedModel model : Catalogue.read().models()) {
            assertThat(model.files()).as(model.name()).isNotEmpty().allSatisfy(file -> {
                assertThat(file.address().getScheme()).isEqualTo("https");
                assertThat(file.address().getPath()).as("a fixed version").containsPattern("/[0-9a-f]{40}/");
                assertThat(file.sha256()).matches("[0-9a-f]{64}");
                assertThat(file.bytes()).isPositive();
            });
            assertThat(Catalogue.licenceText(model)).contains("Copyright");
            assertThat(Catalogue.resource(model.testVector().picture())).isNotEmpty();
        }
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() throws Exception {
        Catalogue catalogue = Catalogue.read();

        assertThatThrownBy(() -> catalogue.model("arcface"))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no model 'arcface' in the catalogue; there are mtcnn, face-mbf.");
    }
}

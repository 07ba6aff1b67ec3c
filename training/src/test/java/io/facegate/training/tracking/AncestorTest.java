package io.facegate.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.vision.model.Licence;
import java.util.List;
import org.junit.jupiter.api.Test;

class AncestorTest {
    private static final Ancestor START =
            new Ancestor(Ancestor.Role.START, "resnet50-1", new Licence("MIT", "research only"));
    private static final Ancestor TEACHER =
            new Ancestor(Ancestor.Role.TEACHER, "face-mbf-2", new Licence("CC-BY-NC-4.0", "unknown"));

    @Test
    void theirTermsStayWhateverElseIsSaid() {
        List<Ancestor> both = List.of(START, TEACHER);

        assertThat(Ancestor.licence(both, null, null))
                .isEqualTo(new Licence(
                        "begun with resnet50-1: MIT; taught by face-mbf-2: CC-BY-NC-4.0",
                        "begun with resnet50-1: research only; taught by face-mbf-2: unknown"));
        assertThat(Ancestor.licence(both, "Apache-2.0", null).weights())
                .isEqualTo("Apache-2.0; begun with resnet50-1: MIT; taught by face-mbf-2: CC-BY-NC-4.0");
    }

    @Test
    void withoutAnyTheTermsAreThoseThatAreGiven() {
        assertThat(Ancestor.licence(List.of(), null, null)).isEqualTo(Licence.UNKNOWN);
        assertThat(Ancestor.licence(List.of(), "MIT", "own pictures")).isEqualTo(new Licence("MIT", "own pictures"));
    }
}

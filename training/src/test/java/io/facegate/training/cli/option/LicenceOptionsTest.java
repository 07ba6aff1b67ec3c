package io.facegate.training.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.tracking.Ancestor;
import io.facegate.vision.model.Licence;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LicenceOptionsTest {
    @Command(name = "licensed")
    private static final class Licensed {
        @Mixin
        private LicenceOptions licences = new LicenceOptions();
    }

    private static Licence licence(String... arguments) {
        return licence(List.of(), arguments);
    }

    private static Licence licence(List<Ancestor> ancestors, String... arguments) {
        Licensed command = new Licensed();
        new CommandLine(command).parseArgs(arguments);
        return command.licences.licence(ancestors);
    }

    @Test
    void whatIsNotSaidIsUnknown() {
        assertThat(licence()).isEqualTo(Licence.UNKNOWN);
        assertThat(licence("--weights-licence", "MIT")).isEqualTo(new Licence("MIT", Licence.UNKNOWN.data()));
        assertThat(licence("--data-licence=own pictures"))
                .isEqualTo(new Licence(Licence.UNKNOWN.weights(), "own pictures"));
    }

    @Test
    void bothCanBeSaid() {
        assertThat(licence("--data-licence", "CC-BY-4.0", "--weights-licence", "Apache-2.0"))
                .isEqualTo(new Licence("Apache-2.0", "CC-BY-4.0"));
    }

    @Test
    void theTermsOfAncestorsAreAddedWhateverIsSaid() {
        Ancestor teacher = new Ancestor(Ancestor.Role.TEACHER, "face-1", new Licence("MIT", "research only"));

        assertThat(licence(List.of(teacher), "--weights-licence", "Apache-2.0"))
                .isEqualTo(new Licence("Apache-2.0; taught by face-1: MIT", "taught by face-1: research only"));
    }
}

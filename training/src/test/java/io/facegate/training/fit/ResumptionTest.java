package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    @Test
    void saysWhereARunBeginsOrGoesOn() {
        assertThat(new Resumption(0, false, List.of()).message()).isEqualTo("Begins at step 0.");
        assertThat(new Resumption(0, true, List.of()).message())
                .as("saved before its first step")
                .isEqualTo("Goes on after step 0, the last that is saved.");
        assertThat(new Resumption(120, true, List.of()).message())
                .isEqualTo("Goes on after step 120, the last that is saved.");
    }

    @Test
    void saysWhatItPassedOver() {
        assertThat(new Resumption(20, true, List.of("step-000000040: gone", "step-000000030: short")).message())
                .isEqualTo("Goes on after step 20, the last that is saved."
                        + " Passed over, since damaged: step-000000040: gone; step-000000030: short.");
    }

    @Test
    void countsWhatWasDoneBeforeThisTraining() {
        assertThat(new Resumption(20, true, List.of("damaged")).after(100))
                .isEqualTo(new Resumption(120, true, List.of("damaged")));
    }
}

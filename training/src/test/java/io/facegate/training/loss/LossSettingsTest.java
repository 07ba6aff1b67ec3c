package io.facegate.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LossSettings read(String settings) throws IOException {
        return JSON.readValue(settings.replace('\'', '"'), LossSettings.class);
    }

    @Test
    void eachKindIsTheLossOfItsName() throws IOException {
        assertThat(read("{'kind': 'hybrid-triplet', 'hardShare': 0.5, 'cosineWeight': 1, 'lastEpochWithoutCosine': 3}")
                        .build(9))
                .isEqualTo(new HybridTripletLoss(0.5f, 1, 3));
        assertThat(read("{'kind': 'triplet'}").build(9)).isEqualTo(new TripletLoss());
        assertThat(read("{'kind': 'semi-hard'}").build(9)).isEqualTo(new SemiHardTripletLoss());
        assertThat(read("{'kind': 'batch-hard'}").build(9)).isEqualTo(new BatchHardLoss());
        assertThat(read("{'kind': 'softmax', 'scale': 24}").build(9)).isEqualTo(new MarginSoftmaxLoss(9, 24, false));
        assertThat(read("{'kind': 'arcface', 'scale': 64}").build(9)).isEqualTo(new MarginSoftmaxLoss(9, 64, true));
        assertThat(read("{'kind': 'distillation', 'projection': true, 'contrast': 2, 'scale': 12}")
                        .build(9))
                .isEqualTo(new DistillationLoss(true, 2, 12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind': 'hybrid-triplet'} | true | false",
                "{'kind': 'triplet'} | true | false",
                "{'kind': 'semi-hard'} | true | false",
                "{'kind': 'batch-hard'} | false | false",
                "{'kind': 'softmax'} | false | false",
                "{'kind': 'arcface'} | true | false",
                "{'kind': 'distillation'} | false | true"
            })
    void saysWhetherAMarginOrATeacherMeansAnythingToIt(String settings, boolean margin, boolean teacher)
            throws IOException {
        LossSettings loss = read(settings.strip());

        assertThat(loss.hasMargin()).isEqualTo(margin);
        assertThat(loss.needsTeacher()).isEqualTo(teacher);
    }

    /** Its classes are the people it was trained on: of others it knows nothing. */
    @Test
    void aClassificationIsValidatedByTriplets() {
        assertThat(new MarginSoftmaxLoss(9, 64, true).forUnknownPeople()).isEqualTo(new TripletLoss());
        for (EmbeddingLoss loss :
                new EmbeddingLoss[] {HybridTripletLoss.DEFAULT, new BatchHardLoss(), new DistillationLoss(true, 0, 1)
                }) {
            assertThat(loss.forUnknownPeople()).isEqualTo(loss);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new HybridTripletLoss(1.5f, 0, 1))
                .hasMessage("hardShare (1.5) must be between 0 and 1");
        assertThatThrownBy(() -> new HybridTripletLoss(Float.NaN, 0, 1)).hasMessageContaining("hardShare (NaN)");
        assertThatThrownBy(() -> new HybridTripletLoss(0.5f, -1, 1))
                .hasMessage("cosineWeight (-1.0) must not be negative");
        assertThatThrownBy(() -> new MarginSoftmaxLoss(1, 8, false)).hasMessage("identities (1) must be at least 2");
        assertThatThrownBy(() -> new MarginSoftmaxLoss(2, 0, false)).hasMessage("scale (0.0) must be positive");
        assertThatThrownBy(() -> new DistillationLoss(true, -1, 1)).hasMessage("contrast (-1.0) must not be negative");
        assertThatThrownBy(() -> new DistillationLoss(true, 0, 0)).hasMessage("scale (0.0) must be positive");
    }
}

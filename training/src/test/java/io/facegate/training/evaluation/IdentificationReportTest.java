package io.facegate.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.evaluation.IdentificationReport.Point;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.Calibration.OperatingPoint;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.ScoreNormalisation;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentificationReportTest {
    private static final Offset<Double> CLOSE = within(1e-6);

    private final SortedMap<String, List<@Nullable Embedding>> people = new TreeMap<>();

    private static Embedding at(double degrees) {
        double angle = Math.toRadians(degrees);
        return Embedding.of(new ModelId("plane"), new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }

    private void add(String name, @Nullable Embedding... pictures) {
        people.put(name, Arrays.asList(pictures));
    }

    private IdentificationReport report() {
        add("ada", at(0), at(10), at(60));
        add("bob", null, at(90), at(80), null);
        add("carl", at(170));
        add("dora", at(20));
        add("emil", new Embedding[] {null});
        return IdentificationReport.of(people, ScoreNormalisation.none(new ModelId("plane")));
    }

    @Test
    void aPersonWithSeveralPicturesIsEnrolledWithTheFirstFaceAndLookedForWithTheOthers() {
        IdentificationReport report = report();

        assertThat(report.enrolled()).isEqualTo(2);
        assertThat(report.searches()).hasSize(3);
        assertThat(report.searchesWithoutFace()).isEqualTo(2);
        // ada at 60 degrees is nearer to bob at 90; bob's pictures without a face are not found
        assertThat(report.rankOne()).isEqualTo(0.4, CLOSE);
    }

    @Test
    void aStrangerIsWhoHasOnePicture() {
        IdentificationReport report = report();

        assertThat(report.strangersWithoutFace()).isEqualTo(1);
        assertThat(report.strangers()).hasSize(2);
        assertThat(report.strangers().get(0)).isEqualTo(Math.cos(Math.toRadians(20)), CLOSE);
        assertThat(report.strangers().get(1)).isEqualTo(Math.cos(Math.toRadians(80)), CLOSE);
    }

    @Test
    void aThresholdTradesStrangersForPeople() {
        IdentificationReport report = report();

        Point lax = report.at(Math.cos(Math.toRadians(25)));
        assertThat(lax.falsePositiveRate()).isEqualTo(0.5, CLOSE);
        assertThat(lax.detectionRate()).isEqualTo(0.4, CLOSE);
        Point strict = report.at(Math.cos(Math.toRadians(5)));
        assertThat(strict.falsePositiveRate()).isZero();
        assertThat(strict.detectionRate()).isZero();
        assertThat(report.curve()).extracting(Point::falsePositiveRate).containsExactly(0.0, 0.5, 1.0);
        assertThat(report.curve()).extracting(Point::detectionRate).containsExactly(0.4, 0.4, 0.4);
    }

    @Test
    void saysWhatItCannotState() {
        IdentificationReport report = report();

        assertThat(report.toText(null)).contains("not enough strangers").contains("not calibrated");
        assertThat(report.toText(
                        new Calibration("people", 1000, 10, List.of(new OperatingPoint(1e-2, 0.95f, 0.1, 10)))))
                .contains("FMR 1e-02 a comparison   threshold 0.9500: strangers answered unknown 1.0000, people found"
                        + " 0.4000")
                .doesNotContain("a search");
    }

    @Test
    void needsStrangers() {
        add("ada", at(0), at(10));

        assertThatThrownBy(() -> IdentificationReport.of(people, ScoreNormalisation.none(new ModelId("plane"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("people with one (0)");
    }
}

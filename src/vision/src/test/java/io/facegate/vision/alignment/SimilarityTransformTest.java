package io.facegate.vision.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.landmark.Point;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTransformTest {
    private static final List<Point> TEMPLATE =
            AlignmentTemplate.arcface(112).landmarks().points();

    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0", "1, 0, 3.5, -7.25", "2.5, 0, 0, 0", "0.01, 0, 5, 5", "1, 90, 0, 0", "0.3, -137, 900, 40"})
    void aKnownTransformIsRecovered(double scale, double degrees, double tx, double ty) {
        double radians = Math.toRadians(degrees);
        SimilarityTransform known =
                new SimilarityTransform(scale * Math.cos(radians), scale * Math.sin(radians), tx, ty);

        SimilarityTransform found = SimilarityTransform.between(
                TEMPLATE, TEMPLATE.stream().map(known::apply).toList());

        assertThat(found.a()).isCloseTo(known.a(), within(1e-5));
        assertThat(found.b()).isCloseTo(known.b(), within(1e-5));
        assertThat(found.tx()).isCloseTo(tx, within(1e-3));
        assertThat(found.ty()).isCloseTo(ty, within(1e-3));
        assertThat(found.scale()).isCloseTo(scale, within(1e-5));
    }

    @Test
    void noOtherTransformIsNearer() {
        Random random = new Random(7);
        List<Point> from = TEMPLATE.stream()
                .map(point -> new Point(
                        point.x() * 3 + (float) random.nextGaussian() * 9,
                        point.y() * 3 + (float) random.nextGaussian() * 9))
                .toList();

        SimilarityTransform best = SimilarityTransform.between(from, TEMPLATE);

        double least = squaredDistance(best, from);
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertThat(squaredDistance(new SimilarityTransform(best.a() + step, best.b(), best.tx(), best.ty()), from))
                    .isGreaterThan(least);
            assertThat(squaredDistance(new SimilarityTransform(best.a(), best.b() + step, best.tx(), best.ty()), from))
                    .isGreaterThan(least);
            assertThat(squaredDistance(
                            new SimilarityTransform(best.a(), best.b(), best.tx() + step * 100, best.ty()), from))
                    .isGreaterThan(least);
            assertThat(squaredDistance(
                            new SimilarityTransform(best.a(), best.b(), best.tx(), best.ty() + step * 100), from))
                    .isGreaterThan(least);
        }
    }

    @Test
    void theInverseLeadsBack() {
        SimilarityTransform transform = new SimilarityTransform(0.3, -1.2, 40, -7);
        Point point = new Point(12.5f, 99.25f);

        Point back = transform.inverse().apply(transform.apply(point));

        assertThat(back.x()).isCloseTo(point.x(), within(1e-4f));
        assertThat(back.y()).isCloseTo(point.y(), within(1e-4f));
    }

    @Test
    void onePointOrNoNumbersAreRefused() {
        for (Point point : List.of(new Point(5, 5), new Point(Float.NaN, 5), new Point(5, Float.POSITIVE_INFINITY))) {
            assertThatThrownBy(() -> SimilarityTransform.between(Collections.nCopies(5, point), TEMPLATE))
                    .isInstanceOf(DegenerateLandmarksException.class)
                    .hasMessageContaining("Maybe");
        }
    }

    private static double squaredDistance(SimilarityTransform transform, List<Point> from) {
        double sum = 0;
        for (int i = 0; i < from.size(); i++) {
            Point moved = transform.apply(from.get(i));
            sum += Math.pow(moved.x() - TEMPLATE.get(i).x(), 2)
                    + Math.pow(moved.y() - TEMPLATE.get(i).y(), 2);
        }
        return sum;
    }
}

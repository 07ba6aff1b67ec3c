package io.facegate.service.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.service.code.Codes;
import io.facegate.service.web.problem.ProblemDetail;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.PartName;
import io.facegate.vision.image.Rejection;
import io.facegate.vision.quality.QualityDefect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureProblemsTest {
    @ParameterizedTest
    @EnumSource
    void everyRejectionKeepsItsCodeAndIsTheClientsToMend(Rejection rejection) {
        ProblemDetail problem = PictureProblems.of(new PictureRefusal.Rejected(rejection, "why"))
                .problem();

        assertThat(problem.type().code()).isEqualTo(Codes.of(rejection));
        assertThat(problem.status()).isBetween(400, 499);
        assertThat(problem.detail()).isEqualTo("why");
        assertThat(problem.part()).isNull();
    }

    @Test
    void aPictureOfSeveralIsNamed() {
        ProblemDetail problem = PictureProblems.of(
                        new PictureRefusal.Rejected(Rejection.NO_FACE, "why"), PartName.of("probe"))
                .problem();

        assertThat(problem.part()).isEqualTo("probe");
    }

    @Test
    void whatAFaceLacksIsToldToPeopleAndToPrograms() {
        ProblemDetail problem = PictureProblems.of(new PictureRefusal.InsufficientQuality(
                        List.of(QualityDefect.TOO_BLURRED, QualityDefect.TOO_DARK)))
                .problem();

        assertThat(problem.type()).isEqualTo(ProblemType.QUALITY_INSUFFICIENT);
        assertThat(problem.detail()).contains("too blurred", "too dark");
        assertThat(problem.reasons()).containsExactly("too_blurred", "too_dark");
        assertThat(problem.part()).isEqualTo("picture");
    }
}
